"""What all routes share: the session, the form of a reply, and the parameters of a path."""

from typing import cast

from flask import Response, current_app
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import Field

from edunn.messages import Message as Coded
from edunn.studio.messages import Forbidden, Message, Name, Refusal
from edunn.studio.session import Session

SESSION = "edunn"
"""The place of the session, `app.extensions[SESSION]`."""

RUNS_PROGRAMS = "edunn.runs_programs"
"""Whether the server runs programs that a page sends: only for this machine, or behind a token."""

GREATEST_NUMBER = 2**53
"""The greatest integer that JavaScript's numbers (float64) represent exactly."""


class RunPath(Message):
    """The number of a run."""

    run: int = Field(ge=0, le=GREATEST_NUMBER)


class NamePath(Message):
    """The name of a data set or network."""

    name: Name


class DigitPath(Message):
    """The number of one of My digits."""

    digit: int = Field(ge=0, le=GREATEST_NUMBER)


def session() -> Session:
    """The session of this server."""
    return cast(Session, current_app.extensions[SESSION])


def require_programs() -> None:
    """Refuse to run a program for whoever else can reach the server.

    Raises:
        Forbidden: others can, without a token.
    """
    if not current_app.extensions.get(RUNS_PROGRAMS, False):
        raise Forbidden(Coded("exercise.is_not_private"))


def reply(message: Message) -> Response:
    """A message as JSON, with status 200."""
    return Response(message.model_dump_json(), mimetype="application/json")


def topic(name: str, prefix: str | None = "/api") -> APIBlueprint:
    """The routes of one topic, each of which may also reply with a `Refusal`."""
    return APIBlueprint(
        name,
        __name__,
        url_prefix=prefix,
        abp_tags=[Tag(name=name)],
        abp_responses={"400": Refusal, "default": Refusal},
        operation_id_callback=_named_like_its_function,
    )


def _named_like_its_function(*, name: str, **_: str) -> str:
    return name
