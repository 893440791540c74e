"""The verbs as one program, in the order in which a learner needs them."""

from collections.abc import Callable, Iterable
from typing import Annotated

import typer

from edunn.cli import (
    compare,
    data,
    doctor,
    evaluate,
    exercise,
    explain,
    export,
    help,
    info,
    inspect,
    lessons,
    predict,
    race,
    reproduce,
    studio,
    train,
    worksheet,
)
from edunn.cli.errors import ErrorHandlingGroup

EXAMPLES = (
    "edunn train iris --output iris.edunn",
    "edunn predict iris.edunn --row 5.1,3.5,1.4,0.2",
    "edunn explain iris.edunn --row 5.1,3.5,1.4,0.2 --label setosa",
    "edunn train my.csv --target species",
    "edunn race iris --between adam,genetic_algorithm,pgpe",
    "edunn compare iris --vary learning_rate=0.001,0.01,0.1",
    "edunn reproduce --quick",
    "edunn studio",
)

VERBS: dict[Callable[..., None], tuple[str, ...]] = {
    data.data: data.EXAMPLES,
    train.train: train.EXAMPLES,
    evaluate.evaluate: evaluate.EXAMPLES,
    predict.predict: predict.EXAMPLES,
    explain.explain: explain.EXAMPLES,
    inspect.inspect: inspect.EXAMPLES,
    doctor.doctor: doctor.EXAMPLES,
    export.export: export.EXAMPLES,
    race.race: race.EXAMPLES,
    compare.compare: compare.EXAMPLES,
    reproduce.reproduce: reproduce.EXAMPLES,
    lessons.lessons: lessons.EXAMPLES,
    exercise.exercise: exercise.EXAMPLES,
    worksheet.worksheet: worksheet.EXAMPLES,
    studio.studio: studio.EXAMPLES,
    info.info: info.EXAMPLES,
    help.show_help: help.EXAMPLES,
}
"""The function of each verb, and the examples at the end of its help."""


def listed(examples: Iterable[str]) -> str:
    """Each example as a paragraph of its own, so that lines are not joined."""
    return "\n\n".join(("Examples:", *examples))


app = typer.Typer(
    cls=ErrorHandlingGroup,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for verb, examples in VERBS.items():
    app.command(verb.__name__.removeprefix("show_"), epilog=listed(examples))(verb)


def _show_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"edunn {version('edunn-lab')}")
        raise typer.Exit


@app.callback(epilog=listed(EXAMPLES))
def edunn(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Neural networks you can see into: train one, inspect it, use it."""
