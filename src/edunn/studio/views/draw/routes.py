"""Routes of Draw: classify a drawing, keep My digits, and fine-tune a network on them."""

from flask import Response

from edunn.studio.messages import Done, Message
from edunn.studio.routing import DigitPath, reply, session, topic
from edunn.studio.runs.events import Tuning
from edunn.studio.session import Session
from edunn.studio.views.draw.digit import digit_view
from edunn.studio.views.draw.fine_tuning import FineTuner
from edunn.studio.views.draw.messages import DigitView, DrawingQuery, KeepDigit, KeptDigit, Tune
from edunn.studio.views.draw.my_digits import MyDigits
from edunn.studio.views.draw.nearest_neighbours import NearestNeighbours
from edunn.studio.views.networks import networks_of

api = topic("digits")


class KeptDigits(Message):
    """All of My digits."""

    digits: list[KeptDigit]


def neighbours_of(session: Session) -> NearestNeighbours:
    """The index of MNIST's training digits."""
    return session.service(NearestNeighbours, NearestNeighbours)


def my_digits_of(session: Session) -> MyDigits:
    """The kept digits of a session's workspace."""
    return session.service(MyDigits, lambda: MyDigits(session.store))


def tuner_of(session: Session) -> FineTuner:
    """The fine-tuner of a session."""
    networks = networks_of(session)
    return session.service(FineTuner, lambda: FineTuner(networks, session.stream.publish))


@api.post("/digits/look", responses={200: DigitView})
def look_at_digit(body: DrawingQuery) -> Response:
    """Classify a drawing, and explain the prediction."""
    model = networks_of(session()).open(body.network)
    return reply(digit_view(model, body, neighbours_of(session())))


@api.get("/digits/kept", responses={200: KeptDigits})
def list_kept_digits() -> Response:
    """My digits."""
    return reply(KeptDigits(digits=my_digits_of(session()).all()))


@api.post("/digits/kept", responses={200: KeptDigit})
def keep_digit(body: KeepDigit) -> Response:
    """Add a drawing to My digits under its label."""
    return reply(my_digits_of(session()).keep(body))


@api.delete("/digits/kept/<int:digit>", responses={200: Done})
def delete_digit(path: DigitPath) -> Response:
    """Delete one of My digits."""
    my_digits_of(session()).delete(path.digit)
    return reply(Done())


@api.get("/digits/tuning", responses={200: Tuning})
def get_tuning() -> Response:
    """The progress of fine-tuning."""
    return reply(tuner_of(session()).now)


@api.post("/digits/tuning", responses={200: Tuning})
def tune(body: Tune) -> Response:
    """Fine-tune a network on My digits."""
    return reply(tuner_of(session()).start(body, my_digits_of(session()).all()))
