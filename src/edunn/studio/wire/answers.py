"""Answers that every route may give, and `POST /predict`."""

from typing import Literal, TypeAlias

from pydantic import Field

from edunn.studio.wire.base import Message, Name

Code: TypeAlias = Literal[
    "BAD_REQUEST",
    "NOT_FOUND",
    "CONFLICT",
    "TOO_LARGE",
    "TOO_MANY",
    "FORBIDDEN",
    "UNSUPPORTED_MEDIA_TYPE",
    "METHOD_NOT_ALLOWED",
    "INTERNAL_ERROR",
]


class Refusal(Message):
    """What could not be done, and what would help."""

    code: Code
    message: str
    field: str | None = Field(default=None, description="The part of the request that is wrong.")


class PredictQuery(Message):
    """The article's request: one row of inputs, or several."""

    network_name: Name = Field(examples=["digits"])
    input_array: list[float] | list[list[float]] = Field(min_length=1, max_length=10_000)


class Prediction(Message):
    """The article's answer: the outputs, in the shape of the request."""

    prediction: list[float] | list[list[float]]
    code: Literal["SUCCESS"] = "SUCCESS"


class Done(Message):
    """It is done, and there is nothing to tell."""

    code: Literal["SUCCESS"] = "SUCCESS"
