"""Proofs: a change of the doctor beside the original, over several seeds, in the background."""

from collections.abc import Callable, Iterator
from threading import Event as Flag
from threading import Lock, Thread
from time import monotonic
from typing import Any, final

from flask import Response
from pydantic import Field

from edunn.doctor import Finding, Proof, Step
from edunn.errors import EduNNError
from edunn.messages import Message as Coded
from edunn.plots.bands import Band
from edunn.studio.messages import Conflict, Message, Sentence
from edunn.studio.routing import RunPath, reply, session, topic
from edunn.studio.runs.events import Event, ProofWent
from edunn.studio.runs.messages import ProofCurve, ProofState
from edunn.studio.session import Session
from edunn.studio.views.diagnosis import diagnosed
from edunn.text import as_json

api = topic("proofs")

SEEDS = 5
MOST_SEEDS = 20

PAUSE = 0.2
"""Seconds between two events of a proof in progress."""

GIVE_UP = 1.5
"""Seconds that a cancellation waits for the end of a part of a training."""

POINTS = 200
"""Epochs of a curve that travel to the page, at most."""


class NewProof(Message):
    """A request to prove a finding."""

    rule: str = Field(max_length=60)
    seeds: int = Field(default=SEEDS, ge=2, le=MOST_SEEDS)


@final
class Prover:
    """One proof at a time, in a thread of its own.

    Args:
        publish: receives its progress.

    Example:
        >>> Prover(print).state(7).is_running
        False
    """

    def __init__(self, publish: Callable[[Event], None]) -> None:
        self._publish = publish
        self._lock = Lock()
        self._states: dict[int, ProofState] = {}
        self._cancelled = Flag()
        self._thread: Thread | None = None

    def state(self, run: int) -> ProofState:
        """The last proof of a run, in progress or over; an empty one if there was none."""
        return self._states.get(run, ProofState(run=run))

    def start(self, run: int, finding: Finding, seeds: int) -> ProofState:
        """Prove a finding; a proof in progress is cancelled.

        Raises:
            SettingError: there is nothing to run.
        """
        steps = finding.proving(seeds)
        with self._lock:
            self._stop()
            self._cancelled = Flag()
            self._states[run] = ProofState(run=run, rule=finding.rule, is_running=True, of=seeds)
            given = run, steps, self._cancelled
            self._thread = Thread(target=self._work, args=given, name="a proof", daemon=True)
            self._thread.start()
        return self._states[run]

    def cancel(self) -> None:
        """Give up the proof in progress; the seeds that are over stay."""
        with self._lock:
            self._stop()

    def _stop(self) -> None:
        self._cancelled.set()
        if self._thread is not None:
            self._thread.join(GIVE_UP)

    def _work(self, run: int, steps: Iterator[Step], cancelled: Flag) -> None:
        """What the thread does."""
        note, told_at = "", -PAUSE
        try:
            for step in steps:
                if cancelled.is_set():
                    note = Coded("run.seeds_stopped")
                    break
                is_told = step.side is None or monotonic() - told_at > PAUSE
                self._report(run, is_told, **of_step(step))
                told_at = monotonic() if is_told else told_at
        except EduNNError as error:
            note = error.message
        self._report(run, True, is_running=False, note=Sentence.of(note))

    def _report(self, run: int, is_told: bool, **changes: Any) -> None:
        self._states[run] = self._states[run].model_copy(update=changes)
        if is_told:
            self._publish(ProofWent(proof=self._states[run]))


def of_step(step: Step) -> dict[str, Any]:
    """What a step of a proof changes in its state."""
    proof = step.proof
    if proof is None or step.side is not None:
        return {"share": step.done}
    return {"share": step.done, **of_proof(proof)}


def of_proof(proof: Proof) -> dict[str, Any]:
    """The seeds that are over, as the fields of a state."""
    pairs = zip(proof.before, proof.after, strict=True)
    numbers = {
        "before": proof.before,
        "after": proof.after,
        "gains": [proof.measure.gain(*pair) for pair in pairs],
        "gain": proof.gain,
    }
    return {
        **as_json(numbers),
        "measure": Sentence.of(proof.measure.name),
        "larger_wins": proof.measure.larger_wins,
        "better": proof.better,
        "is_control": proof.is_control,
        "holds": proof.holds,
        **curves_of(proof),
    }


def curves_of(proof: Proof) -> dict[str, Any]:
    """The curves of both sides, where trainings are compared."""
    if not proof.curve or not proof.trials[0].curves:
        return {}
    bands = proof.bands(proof.curve)
    sides = {"original": curve(bands["before"]), "changed": curve(bands["after"])}
    return {"curve": proof.curve, **sides}


def curve(band: Band) -> ProofCurve:
    """A band as lists of numbers, with as many points as a chart can show."""
    step = max(1, -(-len(band.x) // POINTS))
    low, median, high = (as_json(it[::step].tolist()) for it in (band.low, band.middle, band.high))
    return ProofCurve(index=[int(x) for x in band.x[::step]], low=low, median=median, high=high)


def prover_of(session: Session) -> Prover:
    """The prover of a session."""
    return session.service(Prover, lambda: Prover(session.stream.publish))


def prove(session: Session, run: int, new: NewProof) -> ProofState:
    """Prove a finding of a run.

    Raises:
        Conflict: the doctor does not find it any more.
        SettingError: there is nothing to run.
    """
    found = {finding.rule: finding for finding in diagnosed(session.snapshot(run))}
    if new.rule not in found:
        raise Conflict(Coded("doctor.is_well_now"))
    return prover_of(session).start(run, found[new.rule], new.seeds)


@api.get("/runs/<int:run>/proof", responses={200: ProofState})
def get_proof(path: RunPath) -> Response:
    """The progress, or the result, of the last proof of a run."""
    session().runs.message(path.run)
    return reply(prover_of(session()).state(path.run))


@api.post("/runs/<int:run>/proof", responses={200: ProofState})
def start_proof(path: RunPath, body: NewProof) -> Response:
    """Run the change of a finding beside the original, seed by seed."""
    return reply(prove(session(), path.run, body))


@api.delete("/runs/<int:run>/proof", responses={200: ProofState})
def stop_proof(path: RunPath) -> Response:
    """Give up the proof; the seeds that are over stay."""
    session().runs.message(path.run)
    prover_of(session()).cancel()
    return reply(prover_of(session()).state(path.run))
