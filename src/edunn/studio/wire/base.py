"""What all messages have in common."""

from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from edunn.messages import Message as Coded

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


class Sentence(Message):
    """A sentence in English; with a code and values, a page says it in its own language."""

    text: str
    code: str = Field(default="", description="Empty where there is only the English text.")
    values: dict[str, "str | float | Sentence"] = Field(
        default={}, description="Numbers, words, and sentences within this one."
    )

    @classmethod
    def of(cls, text: str) -> "Sentence":
        """A text; of a message, its code and values too.

        Example:
            >>> Sentence.of(Coded("trace.no_dropout")).code
            'trace.no_dropout'
        """
        if not isinstance(text, Coded):
            return cls(text=text)
        values = {name: _value(value) for name, value in text.values.items()}
        return cls(text=str(text), code=text.code, values=values)


def _value(value: object) -> "str | float | Sentence":
    """A value as a page needs it; a number is written by the page."""
    if isinstance(value, Coded):
        return Sentence.of(value)
    return float(value) if isinstance(value, int | float) else str(value)
