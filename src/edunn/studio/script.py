"""The Python for this: an experiment as a program that runs as it stands."""

from collections.abc import Iterator, Sequence
from pprint import pformat

from edunn.data import names
from edunn.studio.cards import takes_of
from edunn.studio.changes import Change
from edunn.studio.plan import Planned
from edunn.studio.wire.settings import DataChoice


def script_of(plan: Planned, changes: Sequence[Change] = ()) -> str:
    """A program that trains the same network on the same rows: the same numbers, bit for bit.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from edunn.studio.plan import planned
        >>> from edunn.studio.wire.settings import Experiment
        >>> from edunn.studio.workspace import Workspace
        >>> with TemporaryDirectory() as folder:
        ...     script = script_of(planned(Experiment(), Workspace(Path(folder))))
        >>> print(script.splitlines()[4])
        data = load('iris')
    """
    recipe, experiment = plan.recipe, plan.experiment
    usual = "cross_entropy" if plan.training.task == "classification" else "mse"
    return f"""{_imports(plan, changes)}

# The rows to learn from, and those held out to see what was learned.
data = {_data(plan)}
training_rows, held_out = data.split({_split(plan)})

# The network: inputs, hidden layers, outputs. The seed decides its first weights.
network = {pformat(recipe.network)}
model = Model(network, {recipe.loss or usual!r}, {_of_the_model(plan)}seed={experiment.seed})

# Learn, looking at the held-out rows after every epoch.
{_learning(plan, changes)}
print(f"loss {{history[-1].loss:.6g}}, held-out loss {{history[-1].val_loss:.6g}}")
print(model.evaluate(held_out))
"""


def _imports(plan: Planned, changes: Sequence[Change]) -> str:
    kinds = {change.do for change in changes}
    evolves = "go_back" in kinds and all(change.value is None for change in changes)
    wanted = {
        "from contextlib import suppress\n": "go_back" in kinds,
        "from dataclasses import replace\n\n": bool(kinds & {"rate", "go_back"}),
        "from edunn import Model\n": True,
        f"from edunn.data import {_reader(plan.experiment.data)}": True,
        "\nfrom edunn.errors import DivergedError": "go_back" in kinds,
        "\nfrom edunn.studio.steering import go_back": evolves,
    }
    return "".join(line for line, is_wanted in wanted.items() if is_wanted)


def _reader(choice: DataChoice) -> str:
    return "load" if choice.name.lower() in names() else "from_csv"


def _data(plan: Planned) -> str:
    choice = plan.experiment.data
    if choice.name.lower() not in names():
        return f"from_csv({choice.name + '.csv'!r}, {plan.training.target_name!r})"
    told = {"rows": choice.rows, "noise": choice.noise}
    words = [f"{name}={value!r}" for name, value in told.items() if value is not None]
    if takes_of(choice.name):
        words.append(f"seed={choice.seed}")
    return f"load({', '.join([repr(choice.name), *words])})"


def _split(plan: Planned) -> str:
    choice = plan.experiment.data
    is_parted = choice.name.lower() == "mnist"  # by its authors
    return "" if is_parted else f"test={choice.test!r}, seed={choice.seed}"


def _of_the_model(plan: Planned) -> str:
    return "".join(f"{name}={value!r}, " for name, value in plan.recipe.model.items())


def _learning(plan: Planned, changes: Sequence[Change]) -> str:
    recipe = plan.recipe
    added = sum(int(change.value or 0) for change in changes if change.do == "extend")
    settings = {**recipe.settings, "epochs": recipe.epochs + added}
    options = "".join(f"    {name}={value!r},\n" for name, value in settings.items())
    told = [f"{line}\n" for line in _orders(changes)]
    name, verb = ("training", "training") if told else ("history", "train")
    if told:
        told.append("history = training.finish()\n")
    return f"""{name} = model.{verb}(
    {recipe.algorithm!r},
    training_rows,
    validation_data=held_out,
{options})
{"".join(told)}"""


def _orders(changes: Sequence[Change]) -> Iterator[str]:
    """What was told to the run in mid-way, at the very same moments."""
    done = 0, 0
    for change in changes:
        if change.do == "rate":
            yield f"# {change.in_words}"
            yield from _way_to(change, *done)
            yield _with_rate(change)
            done = change.epoch, change.steps
        elif change.do == "go_back":
            yield f"# {change.in_words}"
            yield "with suppress(DivergedError):\n    training.finish()"
            yield from _way_back(change)
            done = change.epoch, 0


def _way_to(change: Change, epoch: int, steps: int) -> Iterator[str]:
    if change.epoch > epoch:
        yield f"training.finish({change.epoch})"
        steps = 0
    if change.steps > steps:
        yield f"for _ in range({change.steps - steps}):\n    training.step()"


def _with_rate(change: Change) -> str:
    return f"training.optimizer = replace(training.optimizer, learning_rate={change.value!r})"


def _way_back(change: Change) -> Iterator[str]:
    if change.value is None:  # evolution
        yield "go_back(training)"
        return
    yield _with_rate(change)
    yield "training.state = training.optimizer.start(training.learned.theta)"
    yield 'training.position, training.history.ending = 0, ""'
