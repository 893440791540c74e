"""A run as a Python program that repeats it."""

from collections.abc import Callable, Iterator, Sequence
from pprint import pformat

from edunn.data import names
from edunn.studio.datasets import takes_of
from edunn.studio.messages import Message
from edunn.studio.plan import Planned
from edunn.studio.runs.live_settings import Change
from edunn.studio.session import Session

PARTS = "The training set, and the held-out rows."
ALL_ROWS = "All rows, in both places: they are too few to hold some out."


class Script(Message):
    """A Python program that repeats a run exactly."""

    script: str


def script_of_run(session: Session, run: int) -> Script:
    """The program of a run, its changes of settings included."""
    active = session.runs.open(run).run
    return Script(script=script_of(active.planned, active.changes))


def script_of(plan: Planned, changes: Sequence[Change] = ()) -> str:
    """A program that trains the same network on the same rows, with the same numbers bit for bit.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from edunn.studio.plan import planned
        >>> from edunn.studio.experiment import Experiment
        >>> from edunn.studio.workspace import Workspace
        >>> with TemporaryDirectory() as folder:
        ...     script = script_of(planned(Experiment(), Workspace(Path(folder))))
        >>> print(script.splitlines()[4])
        data = load('iris')
    """
    recipe, experiment = plan.recipe, plan.experiment
    of_the_model = "".join(f"{name}={value!r}, " for name, value in recipe.model.items())
    loss = f"{recipe.loss!r}, " if recipe.loss else ""  # else that of the last layer
    return f"""{_imports(plan, changes)}

# {PARTS if plan.holds_out else ALL_ROWS}
data = {_data(plan)}
training_rows, held_out = {_split(plan)}

# The network: inputs, hidden layers, outputs. The seed decides its initial weights.
network = {pformat(recipe.network)}
model = Model(network, {loss}{of_the_model}seed={experiment.seed})

# Train, and evaluate on the held-out rows after every epoch.
{_learning(plan, changes)}
print(f"loss {{history[-1].loss:.6g}}, held-out loss {{history[-1].val_loss:.6g}}")
print(model.evaluate(held_out))
"""


def _imports(plan: Planned, changes: Sequence[Change]) -> str:
    kinds = {change.do for change in changes}
    reader = "load" if plan.experiment.data.name.lower() in names() else "from_csv"
    evolves = "go_back" in kinds and all(change.value is None for change in changes)
    penalties = sorted({type(it.penalty).__name__ for it in changes if it.penalty is not None})
    functions = [function for kind, function in FUNCTIONS.items() if kind in kinds]
    wanted = {
        "from contextlib import suppress\n": "go_back" in kinds,
        "from dataclasses import replace\n\n": bool(kinds & {"rate", "go_back"}),
        "from edunn import Model\n": True,
        f"from edunn.data import {reader}": True,
        "\nfrom edunn.errors import DivergedError": "go_back" in kinds,
        f"\nfrom edunn.regularizers import {', '.join(penalties)}": bool(penalties),
        "\nfrom edunn.studio.runs.live_settings import go_back": evolves,
        f"\nfrom edunn.training import {', '.join(functions)}": bool(functions),
    }
    return "".join(line for line, is_wanted in wanted.items() if is_wanted)


def _data(plan: Planned) -> str:
    choice = plan.experiment.data
    if choice.name.lower() not in names():
        options = {name: it for name, it in plan.reading.given.items() if name != "target"}
        words = [repr(choice.name + ".csv"), repr(plan.training.target_name)]
        return f"from_csv({', '.join([*words, *(f'{k}={v!r}' for k, v in options.items())])})"
    given = {"rows": choice.rows, "noise": choice.noise}
    words = [f"{name}={value!r}" for name, value in given.items() if value is not None]
    if takes_of(choice.name):
        words.append(f"seed={choice.seed}")
    return f"load({', '.join([repr(choice.name), *words])})"


def _split(plan: Planned) -> str:
    choice = plan.experiment.data
    if not plan.holds_out:
        return "data.parts()"
    is_split = choice.name.lower() == "mnist"  # by its authors
    return "data.split()" if is_split else f"data.split(test={choice.test!r}, seed={choice.seed})"


def _learning(plan: Planned, changes: Sequence[Change]) -> str:
    recipe = plan.recipe
    added = sum(int(change.value or 0) for change in changes if change.do == "extend")
    settings = {**recipe.settings, "epochs": recipe.epochs + added}
    options = "".join(f"    {name}={value!r},\n" for name, value in settings.items())
    orders = [f"{line}\n" for line in _orders(changes)]
    name, verb = ("training", "training") if orders else ("history", "train")
    if orders:
        orders.append("history = training.finish()\n")
    return f"""{name} = model.{verb}(
    {recipe.algorithm!r},
    training_rows,
    validation_data=held_out,
{options})
{"".join(orders)}"""


def _orders(changes: Sequence[Change]) -> Iterator[str]:
    """The changes of settings, at the very same moments."""
    done = 0, 0
    for change in changes:
        if change.do in MADE:
            yield f"# {change.in_words}"
            yield from _advance(change, *done)
            yield MADE[change.do](change)
            done = change.epoch, change.steps
        elif change.do == "go_back":
            yield f"# {change.in_words}"
            yield "with suppress(DivergedError):\n    training.finish()"
            yield from _going_back(change)
            done = change.epoch, 0


def _advance(change: Change, epoch: int, steps: int) -> Iterator[str]:
    if change.epoch > epoch:
        yield f"training.finish({change.epoch})"
        steps = 0
    if change.rows:
        yield f"while training.position < {change.rows}:\n    training.step()"
    elif change.steps > steps:
        yield f"for _ in range({change.steps - steps}):\n    training.step()"


def _with_batch_size(change: Change) -> str:
    return f"{FUNCTIONS['batch_size']}(training, {int(change.value or 0)})"


def _with_regularizer(change: Change) -> str:
    return f"{FUNCTIONS['regularize']}(training, {change.penalty!r})"


def _with_rate(change: Change) -> str:
    return f"training.optimizer = replace(training.optimizer, learning_rate={change.value!r})"


def _with_engine(change: Change) -> str:
    return f"{FUNCTIONS['engine']}(training, {change.engine!r})"


def _going_back(change: Change) -> Iterator[str]:
    if change.value is None:  # evolution
        yield "go_back(training)"
        return
    yield _with_rate(change)
    yield "training.state = training.optimizer.start(training.learned.theta)"
    yield 'training.position, training.history.ending = 0, ""'


FUNCTIONS = {
    "batch_size": "change_batch_size",
    "regularize": "change_regularizer",
    "engine": "use_engine",
}
"""The functions of `edunn.training` for some changes."""

MADE: dict[str, Callable[[Change], str]] = {
    "rate": _with_rate,
    "batch_size": _with_batch_size,
    "regularize": _with_regularizer,
    "engine": _with_engine,
}
"""Changes that the network goes on with, each as a line."""
