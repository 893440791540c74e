"""The boundary: where an error becomes one line and an exit code, and no traceback is seen."""

import os
import sys
from typing import Any, NoReturn, final

import typer
from typer.core import TyperGroup

from edunn.errors import EduNNError

REFUSED = 1
INTERRUPTED = 130
"""What shells report for a program that Ctrl-C ended: 128 + SIGINT."""


@final
class Polite(TyperGroup):
    """The verbs, with an ending for everything that can go wrong while one is at work."""

    def invoke(self, ctx: Any) -> Any:
        """Run the verb; errors that a user can mend end in one line."""
        try:
            _never_fail_on_a_character()
            answer = super().invoke(ctx)
            print(end="", flush=True)  # a closed pipe shows here, not after we have left
        except EduNNError as error:
            refuse(str(error))
        except BrokenPipeError:
            _leave_a_closed_pipe()
        except OSError as error:
            refuse(in_words(error))
        except KeyboardInterrupt:
            end("Interrupted.", INTERRUPTED)
        return answer


def refuse(words: str) -> NoReturn:
    """End with the reason on stderr, in one line."""
    end(f"error: {' '.join(words.split())}", REFUSED)


def end(words: str, code: int) -> NoReturn:
    """End with a line on stderr and this exit code."""
    print(words, file=sys.stderr)
    raise typer.Exit(code)


def in_words(error: OSError) -> str:
    """Say what the operating system refused, and for which file.

    Example:
        >>> in_words(FileNotFoundError(2, "No such file or directory", "a.csv"))
        'a.csv: no such file or directory.'
    """
    if not error.strerror:
        return str(error)
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror[:1].lower()}{error.strerror[1:]}."


def _leave_a_closed_pipe() -> NoReturn:
    """Whoever read our output has read enough (`edunn ... | head`): leave without a word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(REFUSED)


def _never_fail_on_a_character() -> None:
    """Print `?` where a terminal's encoding lacks a character of ours, such as a block."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
