"""Diagnosis: what the doctor finds in a run as it is now, and what would change it.

It is made of a snapshot, outside of the run's thread, so it delays training no more than any other
view does.
"""

from collections import OrderedDict
from collections.abc import Hashable, Iterator, Sequence
from contextlib import suppress
from typing import Any, final

from flask import Response
from pydantic import Field, ValidationError

from edunn.doctor import ROWS, Case, Diagnosis, Finding, of_case
from edunn.doctor.rows import pair_of
from edunn.studio.experiment import Experiment, Setting, element_of
from edunn.studio.messages import Message, Sentence
from edunn.studio.routing import RunPath, reply, session, topic
from edunn.studio.runs.messages import Rate
from edunn.studio.runs.snapshots import Snapshot
from edunn.studio.session import Session
from edunn.studio.views.prescription import prescribed
from edunn.studio.workspace import Workspace
from edunn.text import as_json, network_in_words

api = topic("diagnosis")

KEPT = 64
"""Experiments that were prescribed last."""


class SettingChange(Message):
    """A setting that becomes another; null is its default."""

    name: str = Field(description="learning_rate, epochs, scaling, hidden ...")
    before: Setting | None
    after: Setting | None


class Prescription(Message):
    """What would change it: advice always; an experiment, where a form can hold the change."""

    code: Sentence = Field(description="As a line of Python, or as advice in words.")
    settings: list[SettingChange] = Field(default=[], description="Which settings become what.")
    experiment: Experiment | None = None
    command: Rate | None = Field(
        default=None, description="Where the change can be made in the run itself."
    )


class FoundByDoctor(Message):
    """One thing that is wrong."""

    rule: str
    message: Sentence = Field(description="What is wrong, with its numbers.")
    evidence: dict[str, float] = Field(description="These numbers, by name.")
    explanation: Sentence = Field(description="Why it is so, and why the change helps.")
    lesson: int
    change: Prescription
    can_be_proved: bool


class DiagnosisView(Message):
    """What the doctor finds, the most telling first; nothing where all is well."""

    run: int
    epoch: int
    findings: list[FoundByDoctor]


def diagnosed(snapshot: Snapshot) -> Diagnosis:
    """What the doctor finds in a run at this moment, by rules that have enough to look at."""
    plan, model = snapshot.planned, snapshot.model
    held_out = pair_of(plan.held_out, model) if plan.holds_out else None
    return of_case(Case(model, pair_of(plan.training, model), held_out, most=ROWS))


@final
class Doctor:
    """The views of all runs; an experiment that was prescribed once is not built again.

    Args:
        workspace: where data sets are.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._prescribed: OrderedDict[Hashable, Experiment | None] = OrderedDict()

    def view(self, run: int, snapshot: Snapshot) -> DiagnosisView:
        """The findings of a run, each with what would change it."""
        experiment = snapshot.planned.experiment
        found = [self._found(finding, experiment) for finding in diagnosed(snapshot)]
        return DiagnosisView(run=run, epoch=snapshot.epoch, findings=found)

    def _found(self, finding: Finding, experiment: Experiment) -> FoundByDoctor:
        changed = self._changed(finding, experiment)
        return FoundByDoctor(
            rule=finding.rule,
            message=Sentence.of(finding.message),
            evidence={name: q for name, q in as_json(finding.evidence).items() if q is not None},
            explanation=Sentence.of(finding.explanation),
            lesson=finding.lesson,
            change=_prescription(finding, experiment, changed),
            can_be_proved=finding.can_be_proved,
        )

    def _changed(self, finding: Finding, experiment: Experiment) -> Experiment | None:
        key = experiment.model_dump_json(), finding.rule, finding.change.code
        if key not in self._prescribed:
            self._prescribed[key] = prescribed(experiment, finding, self._workspace)
            while len(self._prescribed) > KEPT:
                self._prescribed.popitem(last=False)
        return self._prescribed[key]


def _prescription(
    finding: Finding, experiment: Experiment, changed: Experiment | None
) -> Prescription:
    code = Sentence.of(finding.change.code)
    if changed is None:
        return Prescription(code=code)
    settings = list(_settings(finding, experiment, changed))
    command = _live(settings)
    return Prescription(code=code, settings=settings, experiment=changed, command=command)


def _live(settings: Sequence[SettingChange]) -> Rate | None:
    """The command that makes the change in a run in progress: a rate, if it may be as large."""
    match settings:
        case [SettingChange(name="learning_rate", after=float(rate))]:
            with suppress(ValidationError):
                return Rate(learning_rate=rate)
    return None


def _settings(
    finding: Finding, experiment: Experiment, changed: Experiment
) -> Iterator[SettingChange]:
    """The settings that differ, those of the algorithm by their own names."""
    pairs = {
        name: (getattr(experiment, name), getattr(changed, name))
        for name in Experiment.model_fields
    }
    for name, (before, after) in pairs.items():
        if name == "algorithm":
            yield from _of_algorithm(finding, before.settings, after.settings)
        elif before != after:
            yield SettingChange(name=name, before=_plain(before), after=_plain(after))


def _of_algorithm(
    finding: Finding, before: dict[str, Setting], after: dict[str, Setting]
) -> Iterator[SettingChange]:
    algorithm = finding.original and finding.original.algorithm
    for name in dict.fromkeys([*before, *after]):
        default = getattr(algorithm, name, None)
        usual = default if isinstance(default, bool | int | float | str) else None
        old, new = before.get(name, usual), after.get(name)
        if old != new:
            yield SettingChange(name=name, before=old, after=new)


def _plain(value: Any) -> Setting | None:
    """A field as one value: hidden layers in words."""
    if isinstance(value, list):
        return network_in_words([element_of(layer) for layer in value])
    plain: Setting | None = value
    return plain


def diagnosis_of_run(session: Session, run: int) -> DiagnosisView:
    """The diagnosis of a run as it is now."""
    doctor = session.service(Doctor, lambda: Doctor(session.workspace))
    return session.view(run, doctor.view)


@api.get("/runs/<int:run>/diagnosis", responses={200: DiagnosisView})
def get_diagnosis(path: RunPath) -> Response:
    """What is wrong with a run as it is now, and what would change it."""
    return reply(diagnosis_of_run(session(), path.run))
