"""The pattern language of the rule files, compiled to regular expressions over tapes.

signed by               these words, in any case; a space matches any run of spaces, or none in Khmer
<money>                 a mention of this kind (``<a|b>``: of either)
<amount:money>          the same, captured as ``amount``
<party:agent>+          one or more in a list: "A, B and C"
<sector:sector>*        every such mention from here on, as far as the stretch goes; ``[^kinds]`` ends it before these
…   …[^give money , "]  any stretch, as short as possible; one that holds none of these kinds and marks
..                      a short stretch (40 places at most); ``[^kinds]`` as above
[of the]  (by|from)     optional; one of several
{title: … }             the stretch that the inner pattern matches, captured as text
:word:                  a shape that the language's data define as a regular expression
^  $  @                 begin and end of the sentence; where the frame's anchor stands
\\                       takes the next character as it is
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kg.grammar.alphabet import ANCHOR, Alphabet
from kg.grammar.tape import Part, Tape

_TOKEN = re.compile(
    r"""<(?:(?P<role>\w+):)?(?P<kinds>[\w|]+)>(?P<many>[+*])?(?:\[\^(?P<without>[^\]]+)\])?
      | (?P<gap>…|\.\.)(?:\[\^(?P<gapwithout>[^\]]+)\])?
      | \{(?P<text>\w+):\s*
      | :(?P<shape>\w+):
      | (?P<mark>[\[\]()|{^$@]|\s*\})
      | (?P<space>\s+)
      | (?P<literal>(?:\\.|[^<…{}\[\]()|^$@:\s\\.]|:(?!\w+:)|\.(?!\.))+)""",
    re.VERBOSE,
)
# Shapes are regular expressions; <a|b> in them is a mention of one of these kinds.
_KINDS = re.compile(r"<(\w+(?:\|\w+)*)>(?!\w)")
_SHORT = 40
_LATIN_EDGE = re.compile(r"[^\W_]", re.ASCII)


class PatternError(ValueError):
    """A pattern of a rule file cannot be read; the message names the pattern and the place."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a pattern matched on a tape (places, not offsets), what it captured by role, and where."""

    start: int
    end: int
    parts: Mapping[str, tuple[Part, ...]]
    places: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. ``groups`` maps a regex group to its role and kinds (None: captured as text).

    ``needs`` holds sets of symbols, of each of which a tape must have one for the pattern to match: most tapes lack
    one, and need not be searched.
    """

    source: str
    regex: re.Pattern[str]
    groups: Mapping[str, tuple[str, frozenset[str] | None]]
    needs: Sequence[frozenset[str]] = ()

    def may_match(self, tape: Tape) -> bool:
        """Whether a tape has the symbols without which the pattern cannot match."""
        disjoint = tape.symbols.isdisjoint
        for need in self.needs:  # noqa: SIM110 - asked for every pattern and sentence, where a generator is slow
            if disjoint(need):
                return False
        return True

    def search(self, tape: Tape, start: int = 0) -> Found | None:
        """The first match at or after ``start``, or None."""
        match = self.regex.search(tape.text, start) if self.may_match(tape) else None
        return self._found(tape, match) if match else None

    def all(self, tape: Tape) -> list[Found]:
        """All matches that do not overlap, from the left; empty matches are none."""
        if not self.may_match(tape):
            return []
        return [
            self._found(tape, match)
            for match in self.regex.finditer(tape.text)
            if match.end() > match.start()
        ]

    def _found(self, tape: Tape, match: re.Match[str]) -> Found:
        parts: dict[str, tuple[Part, ...]] = {}
        places: dict[str, tuple[int, int]] = {}
        for group, (role, kinds) in self.groups.items():
            i, j = match.span(group)
            if i < 0 or i == j:
                continue
            places.setdefault(role, (i, j))
            if kinds is None:
                parts[role] = (*parts.get(role, ()), Part(*tape.extent(i, j)))
                continue
            parts[role] = parts.get(role, ()) + tuple(
                Part(mention.start, mention.end, mention, kind)
                for mention in tape.mentions[i:j]
                if mention is not None
                for kind in sorted(kinds & mention.readings.keys())[:1]
            )
        return Found(
            match.start(), match.end(), {role: found for role, found in parts.items() if found}, places
        )


class Compiler:
    """Compiles patterns against an alphabet, the shapes of a language, its list separator and its folding.

    ``recognised`` tells whether a word is made a mention before patterns see it: such a word can only be written by
    its class, and a pattern that spells it out is refused, because it could never match.
    """

    def __init__(
        self,
        alphabet: Alphabet,
        shapes: Mapping[str, str],
        separator: str,
        fold: Callable[[str], str],
        recognised: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._alphabet = alphabet
        self._shapes = shapes
        self._fold = fold
        self._recognised = recognised
        self._groups: dict[str, tuple[str, frozenset[str] | None]] = {}
        self._needs: list[frozenset[str]] = []
        self._separator = ""
        self._separator = self._translate(separator)

    def compile(self, source: str) -> Pattern:
        """The pattern behind ``source``. Raises PatternError where it cannot be read."""
        self._groups, self._needs = {}, []
        expression = self._translate(source)
        try:
            return Pattern(source, re.compile(expression), self._groups, tuple(self._needs))
        except re.error as error:
            raise PatternError(f"{source!r}: {error}") from error

    def _class(self, kinds: str, *, negated: bool = False) -> str:
        names = re.split(r"[| ]+", kinds.strip())
        marks = "".join(re.escape(name) for name in names if not name[:1].isalpha())
        characters = self._alphabet.characters(name for name in names if name[:1].isalpha()) + marks
        if negated:
            return f"[^{characters}]" if characters else r"[\s\S]"
        return f"[{characters}]" if characters else r"(?!)"

    def _group(self, role: str, kinds: frozenset[str] | None) -> str:
        name = f"g{len(self._groups)}"
        self._groups[name] = (role, kinds)
        return name

    def _translate(self, source: str) -> str:
        out: list[str] = []
        open_marks: list[str] = []
        position = 0
        alternatives = False
        while position < len(source):
            token = _TOKEN.match(source, position)
            if token is None:
                raise PatternError(f"{source!r}: cannot be read from place {position + 1}")
            position = token.end()
            if set(open_marks) <= {"{"}:
                if token["kinds"] and token["many"] != "*":
                    self._needs.append(frozenset(self._alphabet.characters(token["kinds"].split("|"))))
                alternatives = alternatives or token["mark"] == "|"
            out.append(self._one(token, open_marks, source))
        if open_marks:
            raise PatternError(f"{source!r}: {open_marks[-1]} is not closed")
        if alternatives:
            self._needs.clear()  # what one alternative needs, the other does not
        return "".join(out)

    def _one(self, token: re.Match[str], open_marks: list[str], source: str) -> str:
        if token["kinds"]:
            return self._mention(token)
        if token["gap"]:
            inner = self._class(token["gapwithout"] or "", negated=True)
            return f"{inner}*?" if token["gap"] == "…" else f"{inner}{{0,{_SHORT}}}?"
        if token["text"]:
            open_marks.append("{")
            return rf"(?P<{self._group(token['text'], None)}>"
        if token["shape"]:
            if token["shape"] not in self._shapes:
                raise PatternError(f"{source!r}: no shape is called {token['shape']}")
            return f"(?:{_KINDS.sub(lambda kinds: self._class(kinds[1]), self._shapes[token['shape']])})"
        if token["space"]:
            # Possessive: the spaces of a separator with several optional words can be shared out in one way only.
            return r"\s*+"
        if token["literal"]:
            return self._literal(token["literal"])
        return self._mark(token["mark"].strip(), open_marks, source)

    def _mention(self, token: re.Match[str]) -> str:
        one = self._class(token["kinds"])
        wanted = frozenset().union(*(self._alphabet.members(kind) for kind in token["kinds"].split("|")))
        group = f"?P<{self._group(token['role'], wanted)}>" if token["role"] else "?:"
        if token["many"] == "+":
            return f"({group}{one}(?:{self._separator}{one})*)"
        if token["many"] == "*":
            return f"({group}{self._class(token['without'] or '', negated=True)}*)"
        return f"({group}{one})"

    def _literal(self, literal: str) -> str:
        words = self._fold(re.sub(r"\\(.)", r"\1", literal))
        if self._recognised(words):
            raise PatternError(f"{literal!r} is a word of the lexicon: write its class instead, as <class>")
        before = r"(?<![^\W_])" if _LATIN_EDGE.match(words[:1]) else ""
        after = r"(?![^\W_])" if _LATIN_EDGE.match(words[-1:]) else ""
        return f"{before}(?i:{re.escape(words)}){after}"

    @staticmethod
    def _mark(mark: str, open_marks: list[str], source: str) -> str:
        if mark in "[(":
            open_marks.append(mark)
            return "(?:"
        if mark in "])}":
            if not open_marks or open_marks.pop() + mark not in ("[]", "()", "{}"):
                raise PatternError(f"{source!r}: {mark} closes nothing")
            return ")?" if mark == "]" else ")"
        if mark == "@":
            return ANCHOR
        if mark == "{":
            raise PatternError(f"{source!r}: a captured stretch is written {{name: …}}")
        return {"|": "|", "^": r"\A\s*", "$": r"\s*\Z"}[mark]
