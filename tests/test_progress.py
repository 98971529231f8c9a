"""Progress: a bar on a terminal, nothing elsewhere."""

import io

import pytest

from kg import progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_without_a_terminal_nothing_is_written() -> None:
    stream = io.StringIO()
    assert list(progress.shown(["a", "b"], stream)) == ["a", "b"]
    assert stream.getvalue() == ""


def test_on_a_terminal_each_item_is_shown_and_the_bar_is_cleared() -> None:
    stream = Terminal()
    assert list(progress.shown(["first.txt", "second.txt"], stream)) == ["first.txt", "second.txt"]
    assert "0/2 first.txt" in stream.getvalue()
    assert "1/2 second.txt" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_the_bar_is_cleared_when_the_work_fails() -> None:
    stream = Terminal()
    with pytest.raises(ValueError, match="stop"):
        for _ in progress.shown(["a"], stream):
            raise ValueError("stop")
    assert stream.getvalue().endswith("\r\x1b[K")


@pytest.mark.parametrize("width", [1, 30, 60])
def test_a_line_fits_the_terminal(width: int) -> None:
    line = progress.line(1, 2, "/a/very/long/path/to/a/document.txt", width)
    assert len(line) <= max(width, len(progress.line(1, 2, "", width)))


def test_a_name_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in progress.line(0, 1, "\x1b[2Jname.txt", 80)


def test_a_message_takes_the_place_of_the_bar() -> None:
    terminal, file = Terminal(), io.StringIO()
    progress.message("said", terminal)
    progress.message("said", file)
    assert (terminal.getvalue(), file.getvalue()) == ("\r\x1b[Ksaid\n", "said\n")
