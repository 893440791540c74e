"""`edunn help`: the same as `--help`, for those who ask in words."""

from typing import Annotated

import typer

from edunn.cli.errors import WRONG_USE, end
from edunn.cli.options import argument
from edunn.cli.usage import unknown_verb

EXAMPLES = ("edunn help", "edunn help train")

Verb = Annotated[str | None, argument("COMMAND", "The command that is explained.")]


def show_help(context: typer.Context, verb: Verb = None) -> None:
    """Explain a command, or list all of them."""
    whole = context.parent or context
    if verb is None:
        typer.echo(whole.get_help())
        return
    command = getattr(whole.command, "commands", {}).get(verb)
    if command is None:
        end(f"error: {unknown_verb(verb, whole)}", WRONG_USE)
    command.make_context(verb, ["--help"], parent=whole)
