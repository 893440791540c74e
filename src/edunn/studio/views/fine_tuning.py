"""Fine-tuning: training of a network continues on My digits, mixed with MNIST.

Trained on nothing but ten new digits, a network would soon classify only those (*catastrophic
forgetting*). So each of My digits, distorted as if by many hands, is mixed with rows of MNIST, the
learning rate is low, and the accuracy on both is measured before and after.

Source: M. McCloskey and N. Cohen (1989), "Catastrophic interference in connectionist networks".
"""

from base64 import b64decode
from collections.abc import Callable, Sequence
from copy import deepcopy
from math import prod
from threading import Lock, Thread
from typing import NamedTuple, final

import numpy as np
from flask import Response
from pydantic import Field

from edunn.arrays import Array
from edunn.data import Dataset, distorted
from edunn.errors import DataError, EduNNError
from edunn.labels import ClassName
from edunn.messages import Message as Coded
from edunn.model import Model
from edunn.studio.compiler import Compiler, kernels_of
from edunn.studio.datasets import mnist
from edunn.studio.messages import Conflict, Message, Name, Sentence
from edunn.studio.routing import reply, session, topic
from edunn.studio.runs.events import Event, Score, Tuning, TuningWent
from edunn.studio.session import Session
from edunn.studio.views.digit import PIXELS
from edunn.studio.views.my_digits import KeptDigit, my_digits_of
from edunn.studio.views.networks import SHIPPED, Networks, networks_of
from edunn.studio.views.packing import INK
from edunn.training import Training

api = topic("fine-tuning")


MNIST_ROWS = 2_000
"""Rows of MNIST that are mixed in."""

MOST_COPIES = 40
"""Copies of one of My digits at most, each distorted in another way."""

SEED = 0


class Tune(Message):
    """A request to fine-tune a network on My digits, mixed with MNIST."""

    network: Name = "digits"
    name: Name = Field(default="my digits", description="The name of the new network.")
    epochs: int = Field(default=5, ge=1, le=100)
    learning_rate: float = Field(default=0.0005, gt=0, le=1)


class Digits(NamedTuple):
    """Rows of pixels from 0 to 1, and their labels."""

    x: Array
    labels: list[int]


@final
class FineTuner:
    """Fine-tunes one network at a time, in a thread.

    Args:
        networks: the source of the network, and the destination of the new one.
        publish: receives the progress after every epoch.
        compiler: has ready what the training needs.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from edunn.studio.workspace import Workspace
        >>> with TemporaryDirectory() as folder:
        ...     tuner = FineTuner(Networks(Workspace(Path(folder))), publish=print)
        >>> tuner.now.status
        'idle'
    """

    def __init__(
        self,
        networks: Networks,
        publish: Callable[[Event], None],
        compiler: Compiler | None = None,
    ) -> None:
        self._networks = networks
        self._publish, self._compiler = publish, compiler or Compiler()
        self._lock = Lock()
        self._now = Tuning(status="idle")
        self._thread: Thread | None = None

    @property
    def now(self) -> Tuning:
        """The progress, or the result of the last fine-tuning."""
        return self._now

    def start(self, tune: Tune, kept: Sequence[KeptDigit]) -> Tuning:
        """Start to fine-tune a copy of a network; the network itself stays as it is.

        Raises:
            DataError: My digits is empty, or the network does not classify digits.
            Conflict: a fine-tuning is in progress, or the name is that of the included network.
            NotFound: there is no such network.
        """
        if tune.name == SHIPPED:
            raise Conflict(Coded("network.is_included", name=SHIPPED))
        mine = digits_of(kept)
        model = deepcopy(self._networks.open(tune.network))
        names_of(model, mine.labels)
        with self._lock:
            if self._now.status == "running":
                raise Conflict(Coded("digit.tuning_in_progress"))
            self._now = Tuning(
                status="running", network=tune.network, name=tune.name, epochs=tune.epochs
            )
        self._thread = Thread(target=self._run, args=(model, tune, mine), daemon=True)
        self._thread.start()
        return self._now

    def wait(self, timeout: float | None = None) -> Tuning:
        """Wait for the end of the fine-tuning."""
        if self._thread is not None:
            self._thread.join(timeout)
        return self._now

    def _run(self, model: Model, tune: Tune, mine: Digits) -> None:
        try:
            self._tune(model, tune, mine)
        except (EduNNError, OSError) as error:
            self._report(status="failed", note=Sentence.of_error(error))

    def _tune(self, model: Model, tune: Tune, mine: Digits) -> None:
        test = digits_among(mnist().split()[1])
        before = score_of(model, mine, test)
        self._report(before=before)
        training = training_of(model, tune, mine)
        self._compiler.wait(kernels_of(training), training.is_unwanted)
        for record in training:
            self._report(epoch=record.index)
        after = score_of(model, mine, test)
        self._networks.save(tune.name, model, replace=True)
        self._report(status="finished", after=after, note=_note(before, after))

    def _report(self, **changes: object) -> None:
        self._now = self._now.model_copy(update=changes)
        self._publish(TuningWent(tuning=self._now))


def training_of(model: Model, tune: Tune, mine: Digits) -> Training:
    """A training of the model on My digits, mixed with MNIST."""
    mixed = mixed_with_mnist(mine)
    labels = names_of(model, mixed.labels)
    return model.training(
        "adam",
        mixed.x,
        labels,
        epochs=tune.epochs,
        learning_rate=tune.learning_rate,
        seed=SEED,
    )


def mixed_with_mnist(mine: Digits) -> Digits:
    """My digits, each with many distorted copies, and rows of MNIST in about the same number.

    Example:
        >>> one = Digits(np.zeros((1, PIXELS), np.float32), [7])
        >>> mixed = mixed_with_mnist(one)
        >>> mixed.x.shape, mixed.labels.count(7) > 40
        ((2040, 784), True)
    """
    random = np.random.default_rng(SEED)
    training_rows = mnist().split()[0]
    chosen = random.choice(len(training_rows), MNIST_ROWS, replace=False)
    some = digits_among(training_rows.take(chosen))
    copies = max(1, min(MOST_COPIES, MNIST_ROWS // len(mine.x)))
    originals = np.tile(mine.x.reshape(-1, 28, 28), (copies - 1, 1, 1))
    copied = distorted(originals, random).reshape(-1, PIXELS)
    return Digits(
        np.concatenate([some.x, mine.x, copied]),
        some.labels + mine.labels * copies,
    )


def digits_among(rows: Dataset) -> Digits:
    """Rows of MNIST."""
    return Digits(rows.inputs, rows.targets.tolist())


def digits_of(kept: Sequence[KeptDigit]) -> Digits:
    """My digits as rows of pixels.

    Raises:
        DataError: there are none.
    """
    if not kept:
        raise DataError(Coded("digit.none_saved"))
    pixels = b"".join(b64decode(digit.seen) for digit in kept)
    x = np.frombuffer(pixels, np.uint8).reshape(len(kept), PIXELS) / np.float32(INK)
    return Digits(x, [digit.label for digit in kept])


def names_of(model: Model, labels: Sequence[int]) -> list[ClassName]:
    """The class names of these digits.

    Raises:
        DataError: the network lacks one of the classes, or does not take images of 28 x 28.
    """
    known = {str(name): name for name in model.class_names or ()}
    unknown = sorted({str(label) for label in labels} - known.keys())
    if prod(model.network.input_shape) != PIXELS or unknown:
        raise DataError(Coded("digit.not_all_digits"))
    return [known[str(label)] for label in labels]


def score_of(model: Model, mine: Digits, test: Digits) -> Score:
    """The accuracy on My digits and on MNIST's test set."""
    return Score(mine=_accuracy(model, mine), mnist=_accuracy(model, test))


def _accuracy(model: Model, digits: Digits) -> float:
    predictions = [str(name) for name in model.classify(digits.x)]
    pairs = zip(predictions, digits.labels, strict=True)
    return sum(name == str(label) for name, label in pairs) / len(predictions)


def _note(before: Score, after: Score) -> Sentence:
    accuracies = {
        "mine_before": before.mine,
        "mine_after": after.mine,
        "mnist_before": before.mnist,
        "mnist_after": after.mnist,
    }
    return Sentence.of(Coded("digit.tuned", **accuracies))


def tuner_of(session: Session) -> FineTuner:
    """The fine-tuner of a session."""
    given = networks_of(session), session.stream.publish, session.compiler
    return session.service(FineTuner, lambda: FineTuner(*given))


@api.get("/digits/tuning", responses={200: Tuning})
def get_tuning() -> Response:
    """The progress of fine-tuning."""
    return reply(tuner_of(session()).now)


@api.post("/digits/tuning", responses={200: Tuning})
def tune(body: Tune) -> Response:
    """Fine-tune a network on My digits."""
    return reply(tuner_of(session()).start(body, my_digits_of(session()).all()))
