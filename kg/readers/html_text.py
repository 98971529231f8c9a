"""Running text from a tree of HTML, or of trafilatura's own elements for it."""

import re
from typing import Any, Final

from kg.readers.flow import CELL, LINE, PARAGRAPH, Flow

_PARAGRAPHS: Final = re.compile(
    r"address|article|aside|blockquote|body|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure"
    r"|footer|form|h[1-6]|header|hr|legend|main|ol|p|pre|section|summary|table|ul"
    r"|head|list|quote"  # trafilatura's names for a heading, a list and a quotation
)
_ITEMS: Final = frozenset({"li", "item"})
_ROWS: Final = frozenset({"tr", "row"})
_CELLS: Final = frozenset({"td", "th", "cell"})
# HTML folds these and no others: no-break and zero-width spaces are characters like any other.
_WHITE_SPACE: Final = re.compile(r"[ \t\n\r\f]+")


def running_text(tree: Any) -> str:
    """The text of a tree: a blank line between paragraphs, a line for each item, row and ``<br>``, tabs in rows.

    Items are marked as a browser marks them: by a number in ordered lists, else by a hyphen.
    """
    from lxml import etree  # type: ignore[import-untyped]

    # Walked without recursion, for pages nest deeper than Python's stack. An item and a cell flow for themselves.
    flows, items = [Flow()], [0]
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        apart = element is not tree and (element.tag in _ITEMS or element.tag in _CELLS)
        if event == "start":
            flows[-1].end(_break(element))
            items[-1] += element.tag in _ITEMS
            items.append(0)
            if apart:
                flows.append(Flow())
            flows[-1].add(_folded(element.text))
        else:
            items.pop()
            if apart:
                text = flows.pop().text().replace(PARAGRAPH, LINE)
                flows[-1].add(_mark(element, items[-1]) + text if text else "")
            flows[-1].end(_break(element))
            flows[-1].add(_folded(element.tail) if element is not tree else "")
    return re.sub(" {2,}", " ", flows[0].text())


def _folded(text: str | None) -> str:
    return _WHITE_SPACE.sub(" ", text or "")


def _mark(element: Any, number: int) -> str:
    if element.tag not in _ITEMS:
        return ""
    parent = element.getparent()
    ordered = parent is not None and (parent.tag == "ol" or parent.get("rend") == "ol")
    return f"{number}. " if ordered else "- "


def _break(element: Any) -> str:
    """The break on both sides of an element; two ``<br>`` in a row part paragraphs."""
    if element.tag in ("br", "lb"):
        before = element.getprevious()
        doubled = before is not None and before.tag == element.tag and not (before.tail or "").strip()
        return PARAGRAPH if doubled else LINE
    if _PARAGRAPHS.fullmatch(element.tag):
        return PARAGRAPH
    if element.tag in _ITEMS or element.tag in _ROWS:
        return LINE
    return CELL if element.tag in _CELLS else ""
