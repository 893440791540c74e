"""`edunn doctor`: why a network does not learn, or why its result deceives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from edunn.cli import options
from edunn.cli.console import emit, note, show
from edunn.cli.options import Json, Quiet, Target, argument, option
from edunn.errors import SettingError

if TYPE_CHECKING:
    from edunn.doctor import Diagnosis, Finding, Step
    from edunn.model import Model

EXAMPLES = (
    "edunn doctor my.csv --target species",
    "edunn doctor heart --prove",
    "edunn doctor iris.edunn --data iris",
)

ENDING = ".edunn"

Subject = Annotated[
    str,
    argument("SUBJECT", "A data set or CSV file, trained by the default recipe; or a model file."),
]
Data = Annotated[
    str | None,
    option("The labelled rows of a model file.", value="DATA", panel=options.DATA),
]
Prove = Annotated[
    bool, typer.Option("--prove", help="Run each change beside the original, with five seeds.")
]


def doctor(
    subject: Subject,
    data: Data = None,
    target: Target = None,
    prove: Prove = False,
    seed: Annotated[int, typer.Option(min=0, help="Of the training and the split.")] = 0,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Look for what is wrong with rows, a network and its training.

    Each finding has its numbers, the reason, and the line that changes it. A file of a model does
    not remember how it was trained, so less can be seen in it.
    """
    if subject.endswith(ENDING):
        found = _of_model(subject, data, target)
    else:
        found = _of_data(subject, target, seed, quiet)
    if prove:
        found = found.prove(progress=None if quiet else _told)
    if json:
        emit([_document(finding) for finding in found])
    else:
        tables = [f"{f.rule}\n{f.proof.table()}" for f in found if f.proof]
        show("\n\n".join([str(found), *tables]))


def _of_data(source: str, target: str | None, seed: int, quiet: bool) -> Diagnosis:
    from edunn.cli.rows import read_dataset
    from edunn.experiments import Recipe

    rows = read_dataset(source, target)
    train, test = (rows, None) if rows.is_tiny else rows.split(seed=seed)
    recipe = Recipe.suiting(rows)
    model: Model = recipe.built(seed, train)
    history = recipe.begun(model, train).finish()
    note(f"{recipe.network_in_words} on {rows.name}: {history}", quiet=quiet)
    return model.diagnose(train, test)


def _of_model(path: str, data: str | None, target: str | None) -> Diagnosis:
    from edunn.cli.rows import read_labelled
    from edunn.model import Model

    if data is None:
        raise SettingError(
            f"a model file holds no rows. Name them:  edunn doctor {path} --data my.csv"
        )
    model = Model.from_file(path)
    rows = read_labelled(model, data, target)
    return model.diagnose((rows.inputs, rows.labels))


def _told(step: Step) -> None:
    """A line for each seed that is over."""
    if step.side is None and step.proof is not None:
        note(f"seed {step.seed}: {step.proof.summary}")


def _document(finding: Finding) -> dict[str, object]:
    proof = finding.proof
    return {
        "rule": finding.rule,
        "message": finding.message,
        "explanation": finding.explanation,
        "evidence": dict(finding.evidence),
        "where": finding.where,
        "change": finding.change.code,
        "lesson": finding.lesson,
        "proof": proof and proof.to_dict(),
    }
