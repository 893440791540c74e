"""Every error as a `Refusal` in JSON, with the HTTP status of its code.

A response never contains a traceback: an unexpected error is logged, and reported as one sentence.
"""

import logging
from typing import cast

from flask import Flask, Response
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from edunn.errors import EduNNError
from edunn.studio import problems
from edunn.studio.messages import Code, Refusal

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
}
CODES: dict[int, Code] = {status: code for code, status in STATUSES.items()}


def refused(code: Code, message: str, field: str | None = None) -> Response:
    """A refusal with the status of its code."""
    body = Refusal(code=code, message=message, field=field).model_dump_json()
    return Response(body, status=STATUSES[code], mimetype="application/json")


def of_a_message(error: ValidationError) -> Response:
    """An invalid request; the refusal names the first field that is wrong."""
    first = error.errors(include_url=False, include_context=False)[0]
    field = ".".join(map(str, first["loc"])) or None
    more = f" ({error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return refused("BAD_REQUEST", f"{field or 'the request'}: {first['msg']}{more}.", field)


def of_edunn(error: EduNNError) -> Response:
    """An error of EduNN, with its message."""
    return refused(code_of(error), str(error))


def code_of(error: EduNNError) -> Code:
    """The code of an error.

    Example:
        >>> code_of(problems.NotFound("no run 7"))
        'NOT_FOUND'
    """
    codes: dict[type[EduNNError], Code] = {
        problems.NotFound: "NOT_FOUND",
        problems.Conflict: "CONFLICT",
        problems.TooMany: "TOO_MANY",
    }
    for kind, code in codes.items():
        if isinstance(error, kind):
            return code
    return "BAD_REQUEST"


def of_http(error: HTTPException) -> AnyResponse:
    """An error of the framework: no such route, a body that is too large ..."""
    if error.response is not None:
        return cast(AnyResponse, error.response)  # one of our own, made elsewhere
    code = CODES.get(error.code or 500, "BAD_REQUEST")
    return refused(code, str(error.description))


def of_anything(error: Exception) -> Response:
    """An error of the studio itself: logged in full, reported in one sentence."""
    LOG.error("a request failed", exc_info=error)
    return refused("INTERNAL_ERROR", "Something went wrong in the studio; see its log.")


def install(app: Flask) -> None:
    """Turn every error of the app into a refusal."""
    app.register_error_handler(EduNNError, of_edunn)
    app.register_error_handler(HTTPException, of_http)
    app.register_error_handler(Exception, of_anything)
