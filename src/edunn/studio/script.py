"""The Python for this: an experiment as a program that runs as it stands."""

from pprint import pformat

from edunn.data import names
from edunn.studio.cards import takes_of
from edunn.studio.plan import Planned
from edunn.studio.wire.settings import DataChoice


def script_of(plan: Planned) -> str:
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
    options = "".join(f"    {name}={value!r},\n" for name, value in recipe.settings.items())
    return f"""from edunn import Model
from edunn.data import {_reader(experiment.data)}

# The rows to learn from, and those held out to see what was learned.
data = {_data(plan)}
training, held_out = data.split({_split(plan)})

# The network: inputs, hidden layers, outputs. The seed decides its first weights.
network = {pformat(recipe.network)}
model = Model(network, {recipe.loss or usual!r}, seed={experiment.seed})

# Learn, looking at the held-out rows after every epoch.
history = model.train(
    {recipe.way!r},
    training,
    validation_data=held_out,
{options})
print(f"loss {{history[-1].loss:.6g}}, held-out loss {{history[-1].val_loss:.6g}}")
print(model.evaluate(held_out))
"""


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
