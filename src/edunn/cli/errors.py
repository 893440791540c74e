"""Errors: how each ends in one line and an exit code, without a traceback."""

import os
import sys
from typing import Any, NoReturn, final

import typer
from typer.core import TyperGroup

from edunn.cli.console import SafeConsole
from edunn.cli.interrupts import INTERRUPTED
from edunn.cli.layout import wrapped
from edunn.cli.plain import use_plain_characters
from edunn.cli.usage import UsageError, in_one_line, unknown_verb
from edunn.cli.words import in_terminal_words
from edunn.errors import EduNNError
from edunn.text import visible

REFUSED = 1
WRONG_USE = 2


@final
class ErrorHandlingGroup(TyperGroup):
    """The verbs, with one place for everything that can go wrong while one of them runs."""

    def make_context(self, *arguments: Any, **settings: Any) -> Any:
        """Read the options before the verb; without any arguments the help is shown."""
        try:
            return super().make_context(*arguments, **settings)
        except UsageError as error:
            if type(error).__name__ == "NoArgsIsHelpError":
                raise
            end(f"error: {in_one_line(error)}", WRONG_USE)

    def resolve_command(self, ctx: Any, args: Any) -> Any:
        """Find the verb; one that does not exist is told with those that are like it."""
        is_unknown = self.get_command(ctx, args[0]) is None and args[0][:1] != "-"
        if is_unknown and not ctx.resilient_parsing:
            end(f"error: {unknown_verb(args[0], ctx)}", WRONG_USE)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the verb; errors that a user can correct end in one line."""
        try:
            use_plain_characters()
            result = super().invoke(ctx)
            print(end="", flush=True)  # a closed pipe is noticed here, not after the end
        except UsageError as error:
            end(f"error: {in_one_line(error)}", WRONG_USE)
        except EduNNError as error:
            refuse(in_terminal_words(error.message))
        except BrokenPipeError:
            _leave_a_closed_pipe()
        except OSError as error:
            refuse(message_of(error))
        except KeyboardInterrupt:
            end("Interrupted.", INTERRUPTED)
        return result


def refuse(message: str) -> NoReturn:
    """End with the reason on stderr, in one line."""
    end(f"error: {' '.join(message.split())}", REFUSED)


def end(message: str, code: int) -> NoReturn:
    """End with a line on stderr and this exit code."""
    console = SafeConsole(stderr=True)
    text = visible(message)
    print(wrapped(text, console.width) if console.is_terminal else text, file=sys.stderr)
    raise typer.Exit(code)


def message_of(error: OSError) -> str:
    """The operating system's message, and the file that it is about.

    Example:
        >>> message_of(FileNotFoundError(2, "No such file or directory", "a.csv"))
        'a.csv: no such file or directory.'
    """
    if not error.strerror:
        return str(error)
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror[:1].lower()}{error.strerror[1:]}."


def _leave_a_closed_pipe() -> NoReturn:
    """The reader of our output needs no more of it (`edunn ... | head`): end silently."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(REFUSED)
