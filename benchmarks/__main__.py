"""The command: `python -m benchmarks [--only NAME] [--quick] [--json FILE] [--threads N]`."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from benchmarks.machine import machine, threads_limited
from benchmarks.report import page, plain, table
from benchmarks.rounds import Result, compare
from benchmarks.workloads import WORKLOADS

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, show the table, write what was asked for; a full run renews the page of the docs."""
    options = parser().parse_args(arguments)
    facts = machine(options.threads)
    results = measured(options)
    console = Console()
    console.print(table(results))
    console.print(", ".join(f"{name}: {fact}" for name, fact in facts.items()), style="dim")
    if options.json:
        written = json.dumps(plain(results, facts), indent=2, ensure_ascii=False)
        Path(options.json).write_text(written + "\n", "utf-8")
    if not (options.only or options.quick):
        PAGE.write_text(page(results, facts), "utf-8")


def measured(options: Namespace) -> list[Result]:
    """Go through the workloads that were asked for."""
    chosen = [work for work in WORKLOADS if not options.only or work.name in options.only]
    results = []
    with threads_limited(options.threads), Console(stderr=True).status("") as status:
        for work in chosen:
            status.update(f"{work.title} ...")
            results.append(compare(work, options.quick))
    return results


def parser() -> ArgumentParser:
    """The options."""
    names = [work.name for work in WORKLOADS]
    parser = ArgumentParser("benchmarks", description="EduNN and its peers, side by side.")
    parser.add_argument(
        "--only", action="append", choices=names, metavar="NAME", help=f"one of {', '.join(names)}"
    )
    parser.add_argument("--quick", action="store_true", help="a fifth of the rounds, no page")
    parser.add_argument("--json", metavar="FILE", help="write every measurement to this file")
    parser.add_argument("--threads", type=int, default=2, help="for everybody (2)")
    return parser


if __name__ == "__main__":
    main()
