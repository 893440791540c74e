"""Drawn digits: what a network sees and answers, My digits, and fine-tuning on them."""

from flask import Response

from edunn.studio.server.replies import DigitPath, reply, session, topic
from edunn.studio.wire.answers import Done
from edunn.studio.wire.digits import (
    DigitLook,
    DrawingQuery,
    KeepDigit,
    KeptDigit,
    KeptDigits,
    Tune,
    Tuning,
)

api = topic("digits")


@api.post("/digits/look", responses={200: DigitLook})
def look_at_digit(body: DrawingQuery) -> Response:
    """What a network sees in a drawing, and what it answers."""
    return reply(session().digit_look(body))


@api.get("/digits/kept", responses={200: KeptDigits})
def list_kept_digits() -> Response:
    """My digits."""
    return reply(session().kept_digits())


@api.post("/digits/kept", responses={200: KeptDigit})
def keep_digit(body: KeepDigit) -> Response:
    """That was a 7: keep it."""
    return reply(session().keep_digit(body))


@api.delete("/digits/kept/<int:digit>", responses={200: Done})
def delete_digit(path: DigitPath) -> Response:
    """Forget one of My digits."""
    return reply(session().delete_digit(path.digit))


@api.get("/digits/tuning", responses={200: Tuning})
def get_tuning() -> Response:
    """How far fine-tuning has come."""
    return reply(session().tuning())


@api.post("/digits/tuning", responses={200: Tuning})
def tune(body: Tune) -> Response:
    """Fine-tune a network on My digits."""
    return reply(session().tune(body))
