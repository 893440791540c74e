"""The command: `python -m benchmarks.scaling [--quick] [--page]`."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.machine import machine
from benchmarks.scaling.costs import KINDS, costs
from benchmarks.scaling.gains import IRIS, LARGE, MIDDLE, SMALL, gains
from benchmarks.scaling.model import SIMULATION, Load, descent, generation
from benchmarks.scaling.report import told
from edunn import Model
from edunn.data import load

PAGE = Path(__file__).parents[2] / "docs" / "scaling.md"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
FACTS = ("Date", "Processor", "System", "Busy before", "Python", "NumPy")


def main() -> None:
    """Measure everything on one thread a process, print it, and with `--page` renew the page."""
    parser = ArgumentParser("benchmarks.scaling", description="What workers bring.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--page", action="store_true", help="write it into docs/scaling.md, too")
    options = parser.parse_args()
    about = machine(threads=1)
    with threadpool_limits(1):
        text = report(options.quick)
    text += "\n" + ", ".join(about[fact] for fact in FACTS) + ".\n"
    print(text)
    if options.page:
        page = PAGE.read_text("utf-8")
        before, after = page.split(BEGIN)[0], page.split(END)[1]
        PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")


def report(quick: bool) -> str:
    """All tables, each after what it shows."""
    rounds = 10 if quick else 100
    gained, carried = list(gains(quick)), [*loads(rounds // 5), SIMULATION]
    found = []  # Dask comes last: its threads stay on in this process
    for kind, pool_of in KINDS.items():
        with pool_of(1) as pool:
            found.append(costs(kind, pool, rounds))
    return "\n".join(told(found, gained, carried))


def loads(rounds: int) -> Iterator[Load]:
    """Typical trainings, and one that would be worth a cluster."""
    digits = load("mnist")
    rows = np.asarray(digits.inputs)[:16_384], np.asarray(digits.targets)[:16_384]
    genes = Model(IRIS, seed=0).training(
        "genetic_algorithm", load("iris"), epochs=10**6, population_size=1000
    )
    yield generation("genetic algorithm, Iris 4-2-3, P = 1,000", genes, rounds)
    for algorithm, name in (("pgpe", "PGPE"), ("low_rank_es", "low-rank ES")):
        training = Model(SMALL, seed=0).training(
            algorithm, rows, epochs=10**6, population_size=1000, batch_size=500
        )
        yield generation(f"{name}, MNIST 784-32-10, P = 1,000, 500 rows", training, rounds)
    for title, network in (
        ("Adam, 784-128-10, 16,384 rows", MIDDLE),
        ("Adam, 784-512-256-10, 16,384 rows", LARGE),
    ):
        model = Model(network, seed=0)
        model.training("adam", rows)  # encodes the labels
        yield descent(title, model, rows, 16_384, rounds)


if __name__ == "__main__":
    main()
