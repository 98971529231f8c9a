"""The README's examples run as they stand there, and say what they show."""

import itertools
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import ROOT

_BLOCK = re.compile(r"<!-- run -->\n```console\n(.*?)```", re.S)


@dataclass
class Example:
    """A command with what it reads from a here-document, and the lines that it is shown to print."""

    command: str
    given: str | None = None
    shown: list[str] = field(default_factory=list)


def _examples() -> list[Example]:
    found: list[Example] = []
    for block in _BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8")):
        lines = iter(block.splitlines())
        for line in lines:
            if not line.startswith("$ "):
                found[-1].shown.append(line)
            elif line.endswith(" <<'END'"):
                text = list(itertools.takewhile(lambda given: given != "END", lines))
                found.append(Example(line[2:].removesuffix(" <<'END'"), "\n".join(text) + "\n"))
            else:
                found.append(Example(line[2:]))
    return found


def _run(example: Example, folder: Path) -> str:
    if example.given is not None:
        assert example.command.startswith("cat > ")
        (folder / example.command.removeprefix("cat > ")).write_text(example.given, encoding="utf-8")
        return ""
    command = shlex.split(example.command)
    assert command[0] == "kg"
    done = subprocess.run(
        [sys.executable, "-m", "kg", *command[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_the_readme_has_examples() -> None:
    assert len(_examples()) >= 8


def test_each_example_prints_what_the_readme_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_STORE", raising=False)
    for example in _examples():
        printed = _run(example, tmp_path)
        shown = "\n".join(example.shown)
        pattern = ".*".join(map(re.escape, shown.split("...")))
        assert re.fullmatch(pattern + r"\s*", printed.strip(), re.S), f"$ {example.command}\n{printed}"


def test_every_command_is_described() -> None:
    from kg.__main__ import COMMANDS

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"| `kg {command}" in readme
