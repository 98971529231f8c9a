"""What a web page says of itself: title, date of publication, address."""

import re
from dataclasses import dataclass
from typing import Any, Final

from kg.readers.dates import published
from kg.readers.titles import plausible

# In the order of trust. Names are those of Open Graph, schema.org, Dublin Core and Highwire Press.
_DATES: Final = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "citation_publication_date",
    "dcterms.date",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
)
_TITLES: Final = ("og:title", "citation_title", "dcterms.title", "dc.title")
_IN_JSON_LD: Final = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_TIMES: Final = (
    "//time[@datetime and (@pubdate or @itemprop='datePublished')]",
    "//article//time[@datetime]",
    "//time[@datetime and not(ancestor::nav or ancestor::aside or ancestor::footer or ancestor::header)]",
)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]{1,2000}")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found; None where the page does not say."""

    title: str | None
    published: str | None
    url: str | None


def of(page: Any) -> Metadata:
    """The metadata of a parsed page, from its ``meta``, ``link``, JSON-LD, ``time``, ``h1`` and ``title`` elements.

    A date that stands in the running text alone is not taken: it may be any date.
    """
    metas = _metas(page)
    return Metadata(title=_title(page, metas), published=_date(page, metas), url=_url(page, metas))


def _metas(page: Any) -> dict[str, str]:
    """Names in lower case and the first content given for each."""
    found: dict[str, str] = {}
    for meta in page.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            key, content = meta.get(attribute), meta.get("content")
            if key and content and content.strip():
                found.setdefault(key.strip().lower(), content.strip())
    return found


def _title(page: Any, metas: dict[str, str]) -> str | None:
    headings = [heading.text_content() for heading in page.iter("h1")]
    candidates = [metas.get(name) for name in _TITLES]
    candidates += headings if len(headings) == 1 else []
    candidates += [title.text_content() for title in page.xpath("//head/title")]
    return next((title for title in map(plausible, candidates) if title), None)


def _date(page: Any, metas: dict[str, str]) -> str | None:
    candidates = [metas.get(name) for name in _DATES]
    for script in page.xpath("//script[@type='application/ld+json']"):
        candidates += _IN_JSON_LD.findall(script.text or "")[:1]
    for path in _TIMES:
        candidates += [time.get("datetime") for time in page.xpath(path)[:1]]
    return next((date for date in map(published, candidates) if date), None)


def _url(page: Any, metas: dict[str, str]) -> str | None:
    candidates = [link.get("href", "") for link in page.xpath("//link[@rel='canonical']")]
    candidates.append(metas.get("og:url", ""))
    return next((url.strip() for url in candidates if _ADDRESS.fullmatch(url.strip())), None)
