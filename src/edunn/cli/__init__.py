"""The command line: `edunn VERB`, one file a verb.

    data, train, evaluate, predict, explain, inspect, export, race, compare, reproduce, lessons,
    exercise, worksheet, studio

Results go to stdout; progress and notes go to stderr. With `--json`, stdout has one JSON document
and nothing else. The exit code is 0 after success, 1 after an error (with one line on stderr), 2
for a wrong use of the command, 130 after Ctrl-C.

A verb imports what it needs inside its functions, so that `edunn --help` does not load NumPy.
"""

from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; None takes the arguments of this process.

    Example:
        >>> main(["data", "moons", "--head", "0"])  # doctest: +ELLIPSIS
        moons: 200 rows, 2 inputs, target class
        ...
        0
    """
    try:
        from edunn.cli.interrupts import end_at_once

        if arguments is None:  # the process is ours
            end_at_once()
        from edunn.cli.app import app

        app(arguments, prog_name="edunn")
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else 0
    except KeyboardInterrupt:  # in the first few milliseconds
        return 130
    return 0
