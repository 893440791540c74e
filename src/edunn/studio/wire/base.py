"""What all messages have in common."""

from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

NAME = r"^[A-Za-z0-9][A-Za-z0-9 _.-]{0,63}$"
"""How things in the workspace may be called: a name is never a path."""

Name: TypeAlias = Annotated[str, Field(pattern=NAME)]

Number: TypeAlias = float | None
"""A number; `null` where it is NaN, infinite or does not apply: JSON has no word for those."""


class Message(BaseModel):
    """A message: complete, without unknown fields, and never changed after it was made.

    Example:
        >>> class Greeting(Message):
        ...     name: Name
        >>> Greeting(name="../secret")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        pydantic_core._pydantic_core.ValidationError: 1 validation error for Greeting
        ...
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
