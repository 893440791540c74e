"""The command: `python -m benchmarks.studio [--page]`."""

from argparse import ArgumentParser
from collections.abc import Sequence

from rich.console import Console

from benchmarks.machine import machine
from benchmarks.studio.measures import measured
from benchmarks.studio.number import Number
from benchmarks.studio.pages import PAGE, facts_in_words, sheet, write_section

HEAD = """# The studio, measured

A real server process (`edunn studio`), used over loopback by a client on the same machine while a
network 784-128-10 trains on MNIST at full speed. Written by `python -m benchmarks.studio --page`.

"""

TAIL = """
"command until its event" begins when a command is sent and ends when the event that it causes
arrives in the stream: it includes the request, the wait for the current chunk of training (20 ms
at most), and the delivery of the event. An open page listens to the stream, and fetches the
network every 700 ms and the images of the first layer every second, as the Lab does with large
networks. The slowdown is the median over six pairs of windows of four seconds each, without and
with three such pages. Other programs on the machine affect all numbers ("Busy before"); the rows
without training show how much.
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print a table, and with `--page` write the page."""
    parser = ArgumentParser("benchmarks.studio", description="The studio under load.")
    parser.add_argument("--page", action="store_true", help=f"write docs/{PAGE.name}")
    options = parser.parse_args(arguments)
    facts = machine(threads=0)
    numbers = []
    for number in measured():
        print(*number.cells, sep="  ", flush=True)
        numbers.append(number)
    Console().print(sheet(numbers).printed())
    if options.page:
        write_section("", page(numbers, facts))


def page(numbers: Sequence[Number], facts: dict[str, str]) -> str:
    """The first section of the page of the docs."""
    return f"{HEAD}{sheet(numbers).markdown()}\n{TAIL}\n{facts_in_words(facts)}\n"


if __name__ == "__main__":
    main()
