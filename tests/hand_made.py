"""An extraction made by hand that has every type of fact, every role and every kind of filler."""

from kg import iri
from kg.model import Document, Entity, Extraction, Fact, Filler, Inconsistency, Span

TEXT = """ភ្នំពេញៈ Japan through JICA gave Cambodia “over 33.6 million dollars” in grants and technical help for \
rural roads and clean water on 22 July 2020, for 2019 to 2023. It was 5 sectors, of which 2 were listed.
Minister Chea Sok of the Ministry of Health chaired a consultation with Japan by video in Phnom Penh for 50 people.
They signed "Notes <script>alert('x')</script>" on health; the Clinics Project in Takeo follows Strategy Four \
in line with the World Bank, says the Board of the Council for 22 years.
} INSERT DATA { <urn:a> <urn:b> "c" } # \\ 'quoted' \r\n and a tab\t𝒂😀."""


def at(words: str) -> Span:
    """The first place of some words in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def entity(kind: str, key: str, english: str, khmer: str | None = None, *more: str) -> Entity:
    """An entity with a name in one or two languages; ``more`` are further English names."""
    labels = {"en": (english, *more)} | ({"km": (khmer,)} if khmer else {})
    return Entity(iri.ID + key, kind, labels)


DOCUMENT = Document(
    path="/home/officer/reports/clinics.txt",
    text=TEXT,
    sha256="0123456789abcdef" * 4,
    title="Roads and clinics",
    language="en",
    published="2020-07-23",
    url="https://example.org/clinics?a=1&b=<2>",
)

JAPAN = entity("Government", "government-jp", "Government of Japan", "រដ្ឋាភិបាលជប៉ុន", "Japan")
CAMBODIA = entity("Government", "government-kh", "Royal Government of Cambodia", "រាជរដ្ឋាភិបាលកម្ពុជា")
JICA = entity("Agency", "organisation-jica", "JICA")
BANK = entity("DevelopmentBank", "organisation-world-bank", "World Bank", "ធនាគារពិភពលោក")
MINISTRY = entity("Ministry", "organisation-moh", "Ministry of Health", "ក្រសួងសុខាភិបាល")
BOARD = entity("Agency", "organisation-board", "Board")
COUNCIL = entity("Agency", "organisation-council", "Council")
CHEA = entity("Person", "person-chea-sok", "Chea Sok")
PLACE = entity("Place", "place-phnom-penh", "Phnom Penh", "ភ្នំពេញ")
HEALTH = Entity(
    iri.ID + "sector-120",
    "Sector",
    {"en": ("Health",), "km": ("សុខាភិបាល",)},
    ("http://example.org/sector/120",),
)
ROADS = entity("Sector", "sector-21020", "Roads")
STRATEGY = entity("Strategy", "strategy-four", "Strategy Four", "យុទ្ធសាស្ត្រទី៤")
ENTITIES = (JAPAN, CAMBODIA, JICA, BANK, MINISTRY, BOARD, COUNCIL, CHEA, PLACE, HEALTH, ROADS, STRATEGY)


def named(thing: Entity, words: str) -> Filler:
    """A filler that is an entity, by the words that name it."""
    return Filler(at(words), entity=thing.id)


def told(value: str, words: str) -> Filler:
    """A filler that is a value, by the words that tell it."""
    return Filler(at(words), value=value)


FACTS = (
    Fact(
        "commitment",
        {
            "provider": (named(JAPAN, "Japan"),),
            "recipient": (named(CAMBODIA, "Cambodia"),),
            "implementer": (named(JICA, "JICA"),),
            "amount": (
                Filler(at("33.6 million dollars"), value="33600000.50", currency="USD", qualifier="over"),
            ),
            "flow": (told("grant", "grants"), told("technical", "technical help")),
            "status": (told("disbursed", "gave"),),
            "sector": (named(ROADS, "rural roads"),),
            "activity": (told("rural roads and clean water", "rural roads and clean water"),),
            "date": (told("2020-07-22", "22 July 2020"),),
            "period": (told("2019/2023", "2019 to 2023"),),
        },
        (at("Japan through JICA gave Cambodia “over 33.6 million dollars” in grants"),),
        ("en/commitment/gave", "en/commitment/through"),
    ),
    Fact(
        "meeting",
        {
            "kind": (told("consultation", "consultation"),),
            "date": (told("2020-07-22/2020-07-23", "22 July 2020"),),
            "place": (named(PLACE, "Phnom Penh"),),
            "mode": (told("virtual", "by video"),),
            "chair": (named(CHEA, "Chea Sok"),),
            "participant": (named(JAPAN, "Japan by video"), named(MINISTRY, "Ministry of Health")),
            "attendance": (told("50", "50 people"),),
            "sector": (named(HEALTH, "health"),),
        },
        (at("Minister Chea Sok of the Ministry of Health chaired a consultation"),),
        ("en/meeting/chaired",),
    ),
    Fact(
        "position",
        {
            "person": (named(CHEA, "Chea Sok"),),
            "title": (told("Minister", "Minister"),),
            "organisation": (named(MINISTRY, "Ministry of Health"),),
        },
        (at("Minister Chea Sok of the Ministry of Health"),),
        ("en/position/of",),
    ),
    Fact(
        "agreement",
        {
            "kind": (told("exchange_of_notes", "Notes"),),
            "title": (told("Notes <script>alert('x')</script>", "Notes <script>alert('x')</script>"),),
            "party": (named(JAPAN, "Japan"), named(CAMBODIA, "Cambodia")),
            "signatory": (named(CHEA, "Chea Sok"),),
            "date": (told("2020-07", "July 2020"),),
            "sector": (named(HEALTH, "health"),),
        },
        (at("They signed \"Notes <script>alert('x')</script>\" on health"),),
        ("en/agreement/signed",),
    ),
    Fact(
        "activity",
        {
            "name": (told("Clinics Project", "Clinics Project"),),
            "funder": (named(JAPAN, "Japan"),),
            "implementer": (named(JICA, "JICA"),),
            "partner": (named(BANK, "World Bank"),),
            "sector": (named(HEALTH, "health"),),
            "location": (named(PLACE, "Takeo"),),
            "period": (told("P264M", "22 years"),),
        },
        (at("the Clinics Project in Takeo"),),
        ("en/activity/in",),
    ),
    Fact(
        "priority",
        {
            "cooperation": (named(JAPAN, "Japan"), named(CAMBODIA, "Cambodia")),
            "sector": (named(HEALTH, "health"), named(ROADS, "rural roads")),
        },
        (at("It was 5 sectors, of which 2 were listed"),),
    ),
    Fact(
        "alignment",
        {"subject": (named(JAPAN, "Japan"),), "strategy": (named(STRATEGY, "Strategy Four"),)},
        (at("follows Strategy Four"),),
        ("en/alignment/follows",),
    ),
    Fact(
        "part_of",
        {"part": (named(BOARD, "Board"),), "whole": (named(COUNCIL, "Council"),)},
        (at("the Board of the Council"),),
        ("en/part-of/of",),
    ),
    Fact(
        "source",
        {"publisher": (named(BOARD, "Board"),), "date": (told("2020", "2020"),)},
        (
            at("says the Board"),
            at("} INSERT DATA { <urn:a> <urn:b> \"c\" } # \\ 'quoted' \r\n and a tab\t𝒂😀"),
        ),
        ("en/source/says",),
    ),
)

FINDING = Inconsistency(
    "count_mismatch",
    {"en": "Five sectors are announced and two listed.", "km": "ប្រកាសវិស័យប្រាំ ប៉ុន្តែរាយតែពីរ។"},
    (at("5 sectors"), at("2 were listed")),
    "en/count-mismatch",
)

EXTRACTION = Extraction(DOCUMENT, {thing.id: thing for thing in ENTITIES}, FACTS, (FINDING,))
