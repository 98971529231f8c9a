"""Running text from the body of a WordprocessingML document (ECMA-376 part 1, section 17)."""

from typing import Any, Final

from kg.readers.flow import CELL, LINE, PARAGRAPH, Flow

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

_CHARACTERS: Final = {
    _W + "tab": "\t",
    _W + "br": "\n",
    _W + "cr": "\n",
    _W + "noBreakHyphen": "\u2011",
    _W + "softHyphen": "\u00ad",
}
# Deleted text, field codes and formatting; of two forms of one drawing the older.
_UNSEEN: Final = frozenset(
    {
        _FALLBACK,
        *(_W + tag for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "sdtPr")),
    }
)


def running_text(body: Any) -> str:
    """The text as the document shows it: a blank line between paragraphs, a line for each row, tabs between cells.

    Text boxes, content controls, links and inserted text are part of it; deleted text is not.
    """
    flow = Flow()
    _inside(body, flow)
    return flow.text()


def _inside(element: Any, flow: Flow) -> None:
    for child in element:
        tag = child.tag
        if tag == _W + "t":
            flow.add(child.text or "")
        elif tag in _CHARACTERS:
            flow.add(_CHARACTERS[tag])
        elif tag == _W + "tr":
            flow.end(LINE)
            _inside(child, flow)
            flow.end(LINE)
        elif tag == _W + "tc":
            flow.end(CELL)
            flow.add(running_text(child).replace(PARAGRAPH, LINE))
            flow.end(CELL)
        elif tag in (_W + "p", _W + "tbl"):
            flow.end(PARAGRAPH)
            _inside(child, flow)
            flow.end(PARAGRAPH)
        elif tag not in _UNSEEN:
            _inside(child, flow)
