"""The network as one HTML page that opens from disk and asks nothing of any network.

pyvis gives the nodes and edges and ships vis-network; the page around them is our own (``kg/page``), for pyvis's
loads styles from a CDN and runs what labels hold. Ours has a content security policy that allows its two scripts by
their digests (https://www.w3.org/TR/CSP3/, 2.3.1), and puts every text in place through ``textContent``.
"""

import base64
import hashlib
import html
import json
import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import networkx  # type: ignore[import-untyped]
import pyvis.network  # type: ignore[import-untyped]

from kg import __version__, drawing, layout, wording, wrapping
from kg.drawing import LANGUAGES
from kg.errors import KgError
from kg.network import Detail
from kg.statements import Evidence

_SCRIPTS: Final = ("data", "drawing", "graph", "panel", "legend", "search", "main")
_LIBRARY: Final = Path(pyvis.network.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
_SLOT = re.compile(r"\{\{(\w+)\}\}")
# What would end a script element or begin a comment in it, and what older scripts take for the end of a line.
_UNSAFE: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def page(graph: networkx.MultiDiGraph, language: str = "en", documents: bool = True) -> str:
    """The page that shows a network made by ``kg.network``, first in ``language`` (``en`` or ``km``).

    Without ``documents`` their boxes are hidden until ticked in the legend. Raises KgError for a network without
    nodes. The same network gives the same page.
    """
    if not graph:
        raise KgError(
            "The store has nothing to draw: no statement was found in its documents. Add documents with kg build."
        )
    words = drawing.words(language)["interface"]
    data = _data(graph, language, documents)
    script = '(() => {\n"use strict";\n' + "\n".join(map(_script, _SCRIPTS)) + "})();\n"
    library = _library()
    font = base64.b64encode((drawing.FOLDER / "fonts" / "NotoSansKhmer-Regular.woff2").read_bytes())
    style = _filled(_file("page.css"), {"font": font.decode("ascii")})
    slots = {
        "language": language,
        "policy": _policy((library, script), style),
        "generator": html.escape(f"devcoop-kg {__version__}"),
        "title": html.escape(words["title"]),
        "counts": html.escape(wording.digits(words["counts"].format(**data["counts"]), language)),
        "noscript": html.escape(words["noscript"]),
        "style": style,
        "data": _json(data),
        "library": library,
        "script": script,
    }
    return _filled(_file("page.html"), slots)


def _data(graph: networkx.MultiDiGraph, language: str, documents: bool) -> dict[str, Any]:
    """All that the page's script is given."""
    pool = _Pool({node: index for index, node in enumerate(graph)})
    drawn = _drawn(graph, pool)
    nodes, edges, *_ = drawn.get_network_data()
    count = dict.fromkeys((kind.name for kind in drawing.load().kinds), 0)
    for _, kind in graph.nodes(data="kind"):
        count[kind] += 1
    return {
        "language": language,
        "digits": {code: drawing.words(code)["values"]["digits"] for code in LANGUAGES},
        "words": {code: drawing.words(code)["interface"] for code in LANGUAGES},
        "kinds": [
            {
                "name": kind.name,
                "colour": kind.colour,
                "shape": kind.shape,
                "label": kind.label,
                "count": count[kind.name],
            }
            for kind in drawing.load().kinds
            if count[kind.name]
        ],
        "shapes": drawing.load().shapes,
        "hidden": [] if documents else ["document"],
        "counts": {"nodes": len(nodes), "edges": len(edges), "documents": count["document"]},
        "nodes": nodes,
        "edges": edges,
        "evidence": pool.evidence,
        "documents": pool.documents,
    }


def _drawn(graph: networkx.MultiDiGraph, pool: "_Pool") -> pyvis.network.Network:
    """The network as pyvis holds it: places, sizes by importance, names, and references to the evidence."""
    places = layout.positions(graph)
    drawn = pyvis.network.Network(directed=True)
    for node, known in graph.nodes(data=True):
        names = {"en": known["label_en"], "km": known["label_km"]}
        weight = sum(
            not quiet for side in (graph.in_edges, graph.out_edges) for *_, quiet in side(node, data="quiet")
        )
        drawn.add_node(
            pool.nodes[node],
            label=names["en"],
            shape=drawing.load().shape(known["kind"]),
            iri=node,
            x=places[node][0],
            y=places[node][1],
            size=_size(weight),
            weight=weight,
            kind=known["kind"],
            names=names,
            lines={language: wrapping.wrap(name) for language, name in names.items()},
            classes={"en": known["class_en"], "km": known["class_km"]},
            details=[_detail(detail, pool) for detail in known["details"]],
        )
    for source, target, known in graph.edges(data=True):
        drawn.add_edge(
            pool.nodes[source],
            pool.nodes[target],
            labels={"en": known["label_en"], "km": known["label_km"]},
            quiet=known["quiet"],
            evidence=pool.references(known["evidence"]),
        )
    return drawn


class _Pool:
    """Nodes, quotations and documents, each once, as the page refers to them by number."""

    def __init__(self, nodes: Mapping[str, int]) -> None:
        self.nodes = nodes
        self.evidence: list[dict[str, Any]] = []
        self.documents: list[dict[str, Any]] = []
        self._evidence: dict[tuple[str, int, int], int] = {}
        self._documents: dict[str, int] = {}

    def references(self, quotations: tuple[Evidence, ...]) -> list[tuple[int, list[tuple[int, int]]]]:
        """For each quotation its number and its marks."""
        return [(self._number(quotation), list(quotation.marks)) for quotation in quotations]

    def _number(self, quotation: Evidence) -> int:
        if quotation.document not in self._documents:
            self._documents[quotation.document] = len(self.documents)
            node = self.nodes.get(quotation.document)
            self.documents.append({"name": quotation.document_name, "node": node})
        key = quotation.document, quotation.start, quotation.end
        if key not in self._evidence:
            self._evidence[key] = len(self.evidence)
            self.evidence.append(
                {
                    "document": self._documents[quotation.document],
                    "start": quotation.start,
                    "end": quotation.end,
                    "quote": quotation.quote,
                    "prefix": wrapping.whole(quotation.prefix),
                    "suffix": wrapping.whole(quotation.suffix),
                }
            )
        return self._evidence[key]


def _detail(detail: Detail, pool: _Pool) -> dict[str, Any]:
    return {
        "name": {"en": detail.name_en, "km": detail.name_km},
        "value": {"en": detail.value_en, "km": detail.value_km},
        "evidence": pool.references(detail.evidence),
        "findable": detail.findable,
    }


def _size(weight: int) -> float:
    """The radius of a node, its area growing with the number of its connections."""
    return float(round(min(11 + 3 * math.sqrt(weight), 34), 1))


def _json(data: Mapping[str, Any]) -> str:
    """JSON that stays data wherever in a script element it stands."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_UNSAFE)


def _policy(scripts: tuple[str, ...], style: str) -> str:
    """A content security policy under which only these scripts and this style count, and nothing is fetched."""
    script_sources = " ".join(map(_digest, scripts))
    return (
        f"default-src 'none'; script-src {script_sources}; style-src {_digest(style)};"
        " img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _library() -> str:
    """vis-network without the last line, which names a source map that a browser's inspector would look for."""
    text = _LIBRARY.read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=\S*\s*$", "\n", text)


def _script(name: str) -> str:
    return _file(f"script/{name}.js")


def _file(name: str) -> str:
    return (drawing.FOLDER / name).read_text(encoding="utf-8")


def _filled(template: str, slots: Mapping[str, str]) -> str:
    """The template with its slots filled in one pass: what fills a slot is not looked at again."""
    return _SLOT.sub(lambda match: slots[match[1]], template)
