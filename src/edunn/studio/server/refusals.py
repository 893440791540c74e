"""Every error as a `Refusal` in JSON, with the HTTP status of its code.

A response never contains a traceback: an unexpected error is logged, and reported as one sentence.
"""

import logging
from collections.abc import Sequence
from typing import cast

from flask import Flask, Response
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from edunn.errors import EduNNError
from edunn.messages import ENGLISH
from edunn.messages import Message as Coded
from edunn.studio.messages import Code, Problem, Refusal, Sentence
from edunn.studio.storage import problem_of

RETRY_SECONDS = "1"
"""After which a page may send the same request again."""

SCALARS = ("bool", "int", "float", "str")
"""The types of a setting, in the order in which they are tried."""

LOG = logging.getLogger(__name__)

STATUSES: dict[Code, int] = {
    "BAD_REQUEST": 400,
    "FORBIDDEN": 403,
    "NOT_FOUND": 404,
    "METHOD_NOT_ALLOWED": 405,
    "CONFLICT": 409,
    "TOO_LARGE": 413,
    "UNSUPPORTED_MEDIA_TYPE": 415,
    "TOO_MANY": 429,
    "INTERNAL_ERROR": 500,
    "BUSY": 503,
    "NO_STORAGE": 507,
}
CODES: dict[int, Code] = {status: code for code, status in STATUSES.items()}
OF_HTTP: dict[Code, str] = {
    "NOT_FOUND": "request.no_such_address",
    "METHOD_NOT_ALLOWED": "request.no_such_method",
    "TOO_LARGE": "request.is_too_large",
    "INTERNAL_ERROR": "request.failed",
}
"""The messages of the framework's own errors."""


def refused(code: Code, message: str, field: str | None = None) -> Response:
    """A refusal with the status of its code."""
    body = Refusal(code=code, message=message, sentence=Sentence.of(message), field=field)
    headers = {"Retry-After": RETRY_SECONDS} if code == "BUSY" else None
    return Response(body.model_dump_json(), STATUSES[code], headers, mimetype="application/json")


def of_a_message(error: ValidationError) -> Response:
    """An invalid request; the refusal names the first field that is wrong."""
    errors = error.errors(include_url=False)
    first, field = errors[0], _field_of(errors[0]["loc"])
    known = "request.no_scalar" if first["loc"][-1:] == SCALARS[:1] else f"request.{first['type']}"
    limits = {name: q for name, q in first.get("ctx", {}).items() if isinstance(q, int | float)}
    reason = Coded(known, **limits) if known in ENGLISH else first["msg"]
    more = len({_field_of(one["loc"]) for one in errors}) - 1
    code = "request.invalid_and_more" if more else "request.invalid"
    message = Coded(code, field=field or "the request", reason=reason, more=more)
    return refused("BAD_REQUEST", message, field)


def _field_of(place: Sequence[int | str]) -> str | None:
    """A place in the request, without the types of a union."""
    parts = [str(part) for part in place if "[" not in str(part)]
    return ".".join(parts[:-1] if parts[-1:] and parts[-1] in SCALARS else parts) or None


def of_edunn(error: EduNNError) -> Response:
    """An error of EduNN, with its message."""
    return refused(code_of(error), error.message)


def of_a_reply(error: ValidationError) -> Response:
    """A reply that cannot be made: JSON has no infinity, so a network's outputs must be finite."""
    if any(one["type"] == "finite_number" for one in error.errors(include_url=False)):
        return refused("BAD_REQUEST", Coded("request.reply_is_infinite"))
    return of_anything(error)


def code_of(error: EduNNError) -> Code:
    """The code of an error.

    Example:
        >>> from edunn.studio.messages import NotFound
        >>> code_of(NotFound("no run 7"))
        'NOT_FOUND'
    """
    return error.code if isinstance(error, Problem) else "BAD_REQUEST"


def of_http(error: HTTPException) -> AnyResponse:
    """An error of the framework: no such route, a body that is too large ..."""
    if error.response is not None:
        return cast(AnyResponse, error.response)  # one of our own, made elsewhere
    code = CODES.get(error.code or 500, "BAD_REQUEST")
    return refused(code, Coded(OF_HTTP.get(code, "request.is_bad")))


def of_storage(error: OSError) -> Response:
    """A disk that is full, or a file that may not be written: the cause and the remedy."""
    problem = problem_of(error)
    return of_anything(error) if problem is None else of_edunn(problem)


def of_anything(error: Exception) -> Response:
    """An error of the studio itself: logged in full, reported in one sentence."""
    LOG.error("a request failed", exc_info=error)
    return refused("INTERNAL_ERROR", Coded("request.failed"))


def install(app: Flask) -> None:
    """Turn every error of the app into a refusal."""
    app.register_error_handler(EduNNError, of_edunn)
    app.register_error_handler(HTTPException, of_http)
    app.register_error_handler(ValidationError, of_a_reply)
    app.register_error_handler(OSError, of_storage)
    app.register_error_handler(Exception, of_anything)
