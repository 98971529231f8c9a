"""``kg view``: the page as a file, and what is said when there is none to write."""

import argparse
import contextlib
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from hand_made_network import asking, hand_made_quads

from kg.cli import view
from kg.errors import KgError
from kg.statements import Select


def parsed(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    view.add_parser(parser.add_subparsers())
    return parser.parse_args(["view", *arguments])


@pytest.fixture
def stores(monkeypatch: pytest.MonkeyPatch) -> dict[str, Select]:
    """Stores by the folder's name, in place of those on disk."""
    known: dict[str, Select] = {"full": asking(hand_made_quads()), "empty": asking([])}

    @contextlib.contextmanager
    def opened(path: Path, *, read_only: bool) -> Iterator[types.SimpleNamespace]:
        assert read_only
        yield types.SimpleNamespace(select=known[Path(path).name])

    module = types.ModuleType("kg.store")
    module.Store = types.SimpleNamespace(open=opened)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "kg.store", module)
    return known


@pytest.mark.usefixtures("stores")
def test_it_writes_the_page_and_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "new folder" / "graph.html"
    args = parsed("--store", "full", "-o", str(output), "--language", "km", "--documents", "hide")
    assert args.run(args) == 0
    text = output.read_text(encoding="utf-8")
    assert '<html lang="km">' in text
    assert '"hidden":["document"]' in text
    out, err = capsys.readouterr()
    assert out == ""
    assert str(output) in err


@pytest.mark.usefixtures("stores")
def test_an_empty_store_leaves_what_was_there(tmp_path: Path) -> None:
    output = tmp_path / "graph.html"
    output.write_text("earlier")
    args = parsed("--store", "empty", "-o", str(output))
    with pytest.raises(KgError, match="kg build"):
        args.run(args)
    assert output.read_text() == "earlier"


@pytest.mark.usefixtures("stores")
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    output = tmp_path / "file" / "graph.html"
    args = parsed("--store", "full", "-o", str(output))
    with pytest.raises(KgError, match=r"graph\.html: cannot be written"):
        args.run(args)


@pytest.mark.parametrize("arguments", [("--language", "fr"), ("--documents", "maybe")])
def test_unknown_choices_are_wrong_usage(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as stopped:
        parsed(*arguments)
    assert stopped.value.code == 2
