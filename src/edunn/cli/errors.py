"""Errors: how each ends in one line and an exit code, without a traceback."""

import os
import sys
from typing import Any, NoReturn, final

import typer
from typer.core import TyperGroup

from edunn.cli.words import in_terminal_words
from edunn.errors import EduNNError
from edunn.text import visible

REFUSED = 1
INTERRUPTED = 130
"""The exit code of a program that Ctrl-C ended: 128 + SIGINT."""


@final
class ErrorHandlingGroup(TyperGroup):
    """The verbs, with one place for everything that can go wrong while one of them runs."""

    def invoke(self, ctx: Any) -> Any:
        """Run the verb; errors that a user can correct end in one line."""
        try:
            _replace_missing_characters()
            result = super().invoke(ctx)
            print(end="", flush=True)  # a closed pipe is noticed here, not after the end
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
    print(visible(message), file=sys.stderr)
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


def _replace_missing_characters() -> None:
    """Print `?` where a terminal's encoding lacks a character, such as a block."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
