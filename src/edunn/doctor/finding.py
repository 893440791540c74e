"""Findings: what is wrong with a training, how that is known, and what to change."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, final

from edunn import notebook
from edunn.doctor.experiment import Experiment
from edunn.doctor.proof import Proof
from edunn.doctor.proving import SEEDS, Step, paired, seeds_of, trained
from edunn.doctor.quality import ACCURACY, Measure
from edunn.errors import SettingError
from edunn.learning import Learner
from edunn.messages import Message
from edunn.text import text_table


@final
@dataclass(frozen=True)
class Change:
    """A change: as code, and as what is run to prove it.

    Args:
        code: the line to type.
        retrained: from the experiment as it was to the one with the change; None where the training
            is not to change, but what is done with it.
        compared: instead of the score of both: what is measured without and with the change, in
            trainings of its own, for a seed.
        rescored: the same where nothing is trained.
        measure: what is measured; by default accuracy or R2.
        is_control: whether the proof is that it changes nothing.

    Example:
        >>> Change("epochs=200", lambda it: it.with_options(epochs=200)).code
        'epochs=200'
    """

    code: str
    retrained: Callable[[Experiment], Experiment] | None = None
    compared: Callable[[Experiment, int], tuple[float, float]] | None = None
    rescored: Callable[[int], tuple[float, float]] | None = None
    measure: Measure | None = None
    is_control: bool = False


@final
@dataclass(frozen=True, eq=False)
class Finding:
    """What is wrong, in the words of a teacher.

    `prove` runs the change beside the original, `apply` trains a new model with it.

    Example:
        >>> print(Finding("The loss stands still.", Change("learning_rate=0.1"), rule="stuck"))
        stuck: The loss stands still.
          Try: learning_rate=0.1
    """

    message: str
    """What is wrong, with its numbers."""

    change: Change
    evidence: Mapping[str, float] = field(default_factory=dict)
    """The numbers that show it, by name."""

    where: str = ""
    """The layer, column or class that it is about."""

    rule: str = ""
    """The name of the rule that found it."""

    explanation: str = ""
    """Why that is so, and why the change helps."""

    lesson: int = 0
    """The lesson that explains it."""

    original: Experiment | None = field(default=None, repr=False)
    """The training as it was; None where it is not known."""

    proof: Proof | None = None

    @property
    def changed(self) -> Experiment | None:
        """The training with the change: network, algorithm and options; None where it has none."""
        if self.original is None or self.change.retrained is None:
            return None
        return self.change.retrained(self.original)

    @property
    def can_be_proved(self) -> bool:
        """Whether there is something to run."""
        change = self.change
        is_trained = change.retrained is not None or change.compared is not None
        return change.rescored is not None or (is_trained and self.original is not None)

    @property
    def can_be_applied(self) -> bool:
        """Whether the change is one of the training."""
        return self.original is not None and self.change.retrained is not None

    def proving(self, seeds: int | Sequence[int] = SEEDS) -> Iterator[Step]:
        """The same as `prove`, but as an iterator: a step after every part of a training.

        To stop is not to go on; `step.proof` has the seeds that are over by then.

        Raises:
            SettingError: there is nothing to run.
        """
        change, every = self.change, seeds_of(seeds)
        if change.rescored is not None:
            return paired(self._proof(change.measure), every, change.rescored)
        if self.original is None or not self.can_be_proved:
            raise self._no_training()
        measure = change.measure or self.original.measure
        if change.compared is not None:
            pairing = partial(change.compared, self.original)
            return paired(self._proof(measure), every, pairing)
        before, after = replace(self.original, measure=measure), self.changed or self.original
        proof = replace(self._proof(measure), curve=_curve(measure, before, after))
        return trained(proof, every, before, replace(after, measure=measure))

    def prove(
        self,
        seeds: int | Sequence[int] = SEEDS,
        progress: Callable[[Step], object] | None = None,
    ) -> Proof:
        """Run the training as it was and with the change, with so many seeds each, or with these.

        Args:
            seeds: their number, or the seeds themselves.
            progress: called with every `Step`.

        Raises:
            SettingError: there is nothing to run: the model does not remember its training.
        """
        proof = None
        for step in self.proving(seeds):
            proof = step.proof
            if progress is not None:
                progress(step)
        if proof is None:
            raise SettingError("seeds is empty: a proof needs at least one.")
        return proof

    def proved(
        self,
        seeds: int | Sequence[int] = SEEDS,
        progress: Callable[[Step], object] | None = None,
    ) -> "Finding":
        """The same with its proof."""
        return replace(self, proof=self.prove(seeds, progress))

    def apply(self, seed: int = 0) -> Learner:
        """A new model, trained with the change.

        Raises:
            SettingError: the change is not one of the training.
            DivergedError: it diverges all the same.
        """
        changed = self.changed
        if changed is None:
            raise self._no_training()
        return changed.model(seed)

    def as_note(self) -> Message:
        """What is wrong, why, and what to change, in one text.

        Example:
            >>> change = Change("learning_rate=0.1")
            >>> Finding("It stands still.", change, explanation="Why.").as_note()
            'It stands still. Why. Try: learning_rate=0.1'
        """
        what = {"finding": self.message, "why": self.explanation, "code": self.change.code}
        return Message("note.cause", **what)

    def _proof(self, measure: Measure | None) -> Proof:
        return Proof((), measure or ACCURACY, is_control=self.change.is_control)

    def _no_training(self) -> SettingError:
        return SettingError(
            f"{self.rule} changes no setting of a training that could be run here: "
            f"{self.change.code}"
        )

    def __str__(self) -> str:
        why = [f"  {self.explanation}"] if self.explanation else []
        lesson = [f"  Read: lesson {self.lesson}"] if self.lesson else []
        proof = [f"  Proof: {self.proof.summary}"] if self.proof else []
        code = f"  Try: {self.change.code}"
        return "\n".join([f"{self.rule}: {self.message}", *why, code, *lesson, *proof])

    def _repr_html_(self) -> str:
        return notebook.page(self.rule, *self._elements())

    def _elements(self) -> list[Any]:
        lesson = f" Lesson {self.lesson} explains it." if self.lesson else ""
        parts = [notebook.text(self.message), notebook.text(self.explanation + lesson, pale=True)]
        parts.append(notebook.code(self.change.code))
        if self.proof is not None:
            parts += [notebook.text(self.proof.summary), self.proof.plot().element()]
        return parts


@final
@dataclass(frozen=True, eq=False)
class Diagnosis(Sequence[Finding]):
    """The findings, the most telling first; none where all is well.

    Example:
        >>> print(Diagnosis(()))
        Nothing wrong was found.
    """

    findings: tuple[Finding, ...]

    def __len__(self) -> int:
        return len(self.findings)

    def __getitem__(self, index: Any) -> Any:
        return self.findings[index]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def prove(
        self,
        seeds: int | Sequence[int] = SEEDS,
        progress: Callable[[Step], object] | None = None,
    ) -> "Diagnosis":
        """Each finding with its proof, ranked by what the change gains."""
        proved = (
            finding.proved(seeds, progress) if finding.can_be_proved else finding
            for finding in self.findings
        )
        return Diagnosis(tuple(proved)).ranked()

    def ranked(self) -> "Diagnosis":
        """By what their proofs gain, as a share of what was missing; those without one stay behind.

        Controls count as no gain.
        """
        return Diagnosis(tuple(sorted(self.findings, key=_rank)))

    def table(self) -> str:
        """Rule and message, a line each."""
        rows = [(finding.rule, finding.message) for finding in self.findings]
        return text_table(("finding", "what is wrong"), rows, left=(0, 1))

    def __str__(self) -> str:
        if not self.findings:
            return "Nothing wrong was found."
        return "\n\n".join(map(str, self.findings))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        parts = [
            notebook.fold(f"{finding.rule}: {finding.message}", *finding._elements(), is_open=k < 1)
            for k, finding in enumerate(self.findings)
        ]
        return notebook.page("", *(parts or [notebook.text(str(self))]))


def _rank(finding: Finding) -> float:
    """Proved findings by their gain, the largest first; all others behind them."""
    return 2.0 if finding.proof is None else -finding.proof.recovered


def _curve(measure: Measure, before: Experiment, after: Experiment) -> str:
    """The column of the learning curves that both trainings have in the same unit."""
    if measure.curve == "val_loss" and not (before.is_watched and after.is_watched):
        return "loss"
    is_comparable = measure.curve == "accuracy" or type(before.loss) is type(after.loss)
    return measure.curve if is_comparable else ""
