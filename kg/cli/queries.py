"""``kg queries``: what the query library holds."""

import argparse

from kg.cli.common_options import add_language_option


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "queries",
        help="list the questions of the query library with their parameters",
        description="List the queries that kg query knows by name, with title and parameters; of one, all that is"
        " said of it and its SPARQL text.",
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="show one query with its text")
    add_language_option(parser, "the titles")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List on standard output."""
    from kg import query_library

    if args.name is not None:
        print(query_library.find(args.name).text, end="")
        return 0
    queries = query_library.library()
    width = max((len(query.name) for query in queries), default=0)
    for query in queries:
        print(f"{query.name:{width}}  {query.title.get(args.language) or query.title.get('en', '')}")
        for parameter in query.parameters:
            needed = ", required" if parameter.required else ""
            name = f"--param {parameter.name}=…"
            print(f"{'':{width}}    {name}  {parameter.description} ({parameter.type}{needed})")
    return 0
