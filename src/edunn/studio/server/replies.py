"""What all routes share: who answers, the shape of a reply, and the parts of a path."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import Response, current_app
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import Field

from edunn.studio.wire.answers import Refusal
from edunn.studio.wire.base import Message, Name

if TYPE_CHECKING:
    from edunn.studio.session import Session

SESSION = "edunn"
"""Where the app keeps the session: `app.extensions[SESSION]`."""

GREATEST_NUMBER = 2**53
"""Above this, a page's numbers (float64) are no longer whole."""


class RunPath(Message):
    """Which run."""

    run: int = Field(ge=0, le=GREATEST_NUMBER)


class NamePath(Message):
    """Which data set or network."""

    name: Name


class DigitPath(Message):
    """Which of My digits."""

    digit: int = Field(ge=0, le=GREATEST_NUMBER)


def session() -> Session:
    """The session that this server shows."""
    return cast("Session", current_app.extensions[SESSION])


def reply(message: Message) -> Response:
    """A message as JSON, with status 200."""
    return Response(message.model_dump_json(), mimetype="application/json")


def topic(name: str, prefix: str | None = "/api") -> APIBlueprint:
    """Routes about one thing; each may also answer with a `Refusal`."""
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
