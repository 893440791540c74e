"""The command: `python -m benchmarks [--only NAME] [--quick] [--json FILE] [--again FILE]`."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from benchmarks.comparison import Trial, attempt, compare
from benchmarks.growth import SWEEPS, grow
from benchmarks.machine import machine, threads_limited
from benchmarks.memory import peaks
from benchmarks.report import Measured, draw, page, plain, read, tables
from benchmarks.trials import TRIALS
from benchmarks.workloads import WORKLOADS

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
IMAGES = ROOT / "docs" / "images"
LAST = ROOT / ".cache" / "benchmarks.json"
"""Where a full run leaves its measurements, for `--again`."""

MEMORY = "memory"
NAMES = [*(w.name for w in WORKLOADS), *(t.name for t in TRIALS), *(s.name for s in SWEEPS), MEMORY]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the tables, write the files; a full run also renews the page of the docs."""
    options = parser().parse_args(arguments)
    measured = read_json(options.again) if options.again else run(options)
    show(measured)
    if options.json:
        write_json(measured, options.json)
    if options.again or not (options.only or options.quick):
        write_json(measured, LAST)
        write_page(measured)


def run(options: Namespace) -> Measured:
    quick = options.quick
    with threads_limited(options.threads), Console(stderr=True).status("") as status:

        def is_wanted(name: str) -> bool:
            status.update(f"{name} ...")
            return is_asked_for(name, options.only)

        return Measured(
            machine(options.threads),
            tuple(compare(work, quick) for work in WORKLOADS if is_wanted(work.name)),
            tuple(attempt(trial, quick) for trial in trials(options) if is_wanted(trial.name)),
            tuple(grow(sweep, quick) for sweep in SWEEPS if is_wanted(sweep.name)),
            tuple(peaks()) if is_wanted(MEMORY) else (),
        )


def trials(options: Namespace) -> list[Trial]:
    """All trials; with `--quick` alone, without the long ones."""
    is_short = options.quick and not options.only
    return [trial for trial in TRIALS if not (is_short and trial.is_long)]


def is_asked_for(name: str, only: Sequence[str] | None) -> bool:
    """Whether a name, or its beginning, is among those of `--only`; without it, every name is."""
    return not only or any(name.startswith(wish) for wish in only)


def show(measured: Measured) -> None:
    """Print the tables, and the machine in a line."""
    console = Console()
    for table in tables(measured):
        console.print(table)
    facts = (f"{name}: {fact}" for name, fact in measured.machine.items())
    console.print(", ".join(facts), style="dim")


def write_json(measured: Measured, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    written = json.dumps(plain(measured), indent=2, ensure_ascii=False)
    path.write_text(written + "\n", "utf-8")


def read_json(path: Path) -> Measured:
    return read(json.loads(path.read_text("utf-8")))


def write_page(measured: Measured) -> None:
    PAGE.write_text(page(measured), "utf-8")
    for growth in measured.growths:
        draw(growth, IMAGES / f"bench-{growth.sweep.name}.svg")


def parser() -> ArgumentParser:
    parser = ArgumentParser("benchmarks", description="EduNN, its peers and its limits.")
    parser.add_argument(
        "--only",
        action="append",
        type=known,
        metavar="NAME",
        help=f"one of {', '.join(NAMES)}, or all that begin so; may be given several times",
    )
    parser.add_argument("--quick", action="store_true", help="fewer rounds and values, no page")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all measurements to it")
    parser.add_argument(
        "--again",
        type=Path,
        metavar="FILE",
        help="measure nothing; write the page from earlier measurements (.cache/benchmarks.json)",
    )
    parser.add_argument("--threads", type=int, default=2, help="for all contestants (2)")
    return parser


def known(wish: str) -> str:
    """A name, or the beginning of one.

    Raises:
        ValueError: no name begins so; the parser turns it into a message.
    """
    if not any(name.startswith(wish) for name in NAMES):
        raise ValueError(wish)
    return wish


if __name__ == "__main__":
    main()
