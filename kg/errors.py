"""The two ways in which a command ends badly, and the exit codes that go with them."""


class KgError(Exception):
    """Something in the input is wrong: exit code 1.

    The message is one plain sentence for a person: it names the file (or store, query, address) and the remedy.
    """

    exit_code = 1


class UsageError(KgError):
    """The command was called in a way it cannot serve (unknown name, missing parameter): exit code 2."""

    exit_code = 2
