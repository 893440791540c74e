"""Messages: the data that travels between page and server, as Pydantic models.

The server validates requests by these models and describes itself by them (OpenAPI); the page's
TypeScript types are generated from that description. Here is what all messages share; the others
stand beside the code that uses them.
"""

from collections.abc import Mapping
from math import isfinite
from typing import Annotated, ClassVar, Literal, TypeAlias, final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from edunn.errors import EduNNError
from edunn.messages import Message as Coded

NAME = r"^[\p{L}\p{N}][\p{L}\p{M}\p{N} _.()\[\]-]{0,63}$"
"""The names that things in the workspace may have: a name is never a path."""

Name: TypeAlias = Annotated[str, Field(pattern=NAME)]

Number: TypeAlias = float | None
"""A number; `null` where it is NaN, infinite or does not apply, which JSON cannot express."""

RealNumber: TypeAlias = Annotated[float, Field(strict=True)]
"""A number in JSON; neither true nor a number in quotes."""

Code: TypeAlias = Literal[
    "BAD_REQUEST",
    "NOT_FOUND",
    "CONFLICT",
    "TOO_LARGE",
    "TOO_MANY",
    "BUSY",
    "FORBIDDEN",
    "UNSUPPORTED_MEDIA_TYPE",
    "METHOD_NOT_ALLOWED",
    "INTERNAL_ERROR",
    "NO_STORAGE",
]


class Message(BaseModel):
    """A message: complete, without unknown fields, and immutable.

    Example:
        >>> class Greeting(Message):
        ...     name: Name
        >>> Greeting(name="../secret")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        pydantic_core._pydantic_core.ValidationError: 1 validation error for Greeting
        ...
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


PAGE: Mapping[str, str] = {
    "data.remedy.categorical": (
        "choose the type “categories” or the role “left out” for the column, or give {found!r} as "
        "a word for a missing value"
    ),
    "data.remedy.classification": (
        "choose the type “categories” for the target, or give {found!r} as a word for a missing "
        "value"
    ),
    "data.remedy.regression": "choose the type “numbers” if they are amounts",
    "data.keep.numeric": "the role “input” keeps it",
    "data.keep.categorical": "the role “input” keeps it",
    "data.not_numeric": (
        "column {name!r} was said to hold numbers, but none of its cells is one: it has {found!r}. "
        "Choose the type “categories” for it."
    ),
    "data.target_is_constant": (
        "{source}: the target {name!r} is {value!r} in every row: nothing is left to learn. "
        "Choose another target."
    ),
    "data.too_many_classes": (
        "{source}: the target {name!r} has {count} different values in {rows} rows, too many for "
        "classes. Choose another target, or the type “numbers” for it."
    ),
}
"""English templates in the words of the page, where Python's name an argument."""


class Sentence(Message):
    """A sentence in English, with a code and values by which a page can translate it."""

    text: str
    code: str = Field(default="", description="Empty where there is only the English text.")
    values: dict[str, "str | float | Sentence"] = Field(
        default={}, description="Numbers, words, and sentences within this one."
    )

    @classmethod
    def of(cls, text: str) -> "Sentence":
        """A text; of a coded message, its code and values too.

        Example:
            >>> Sentence.of(Coded("trace.no_dropout")).code
            'trace.no_dropout'
        """
        if not isinstance(text, Coded):
            return cls(text=text)
        values = {name: _value(value) for name, value in text.values.items()}
        return cls(text=text.worded(PAGE), code=text.code, values=values)

    @property
    def coded(self) -> str:
        """The message that it was made of; the text alone where this version has no such code.

        Example:
            >>> Sentence.of(Coded("training.stopped_early", monitor="loss", epoch=7)).coded
            'Stopped early: loss was best in epoch 7.'
        """
        values = {name: _original(value) for name, value in self.values.items()}
        try:
            return Coded(self.code, **values)
        except (KeyError, ValueError, TypeError):
            return self.text

    @classmethod
    def of_error(cls, error: Exception) -> "Sentence":
        """The message of an error, with its code if it has one."""
        return cls.of(error.message if isinstance(error, EduNNError) else str(error))


def _value(value: object) -> "str | float | Sentence":
    """A value as a page needs it; a number is formatted by the page, if JSON can have it."""
    if isinstance(value, Coded):
        return Sentence.of(value)
    return float(value) if isinstance(value, int | float) and isfinite(value) else str(value)


def _original(value: "str | float | Sentence") -> str | float:
    """The value that a sentence was given, whole numbers as such."""
    if isinstance(value, Sentence):
        return value.coded
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _as_sentence(note: object) -> object:
    """A note that an earlier version saved as a text."""
    return {"text": note} if isinstance(note, str) else note


Note: TypeAlias = Annotated[Sentence, BeforeValidator(_as_sentence)]
"""A sentence about how something ended; empty where there is nothing to say."""

NO_NOTE = Sentence(text="")


class Done(Message):
    """Success, without a result."""

    code: Literal["SUCCESS"] = "SUCCESS"


class Refusal(Message):
    """Why a request failed, and what would help."""

    code: Code
    message: str
    sentence: Sentence = Field(
        default=NO_NOTE, description="The message, with a code by which to translate it."
    )
    field: str | None = Field(default=None, description="The part of the request that is wrong.")


class Problem(EduNNError):  # noqa: N818  # its kinds have the names of their codes
    """Base of the studio's own errors: a request that is valid, but cannot be fulfilled."""

    code: ClassVar[Code]


@final
class NotFound(Problem):  # the name of its code
    """Nothing has that name or number."""

    code = "NOT_FOUND"


@final
class Conflict(Problem):  # the name of its code
    """The request does not fit the present state, or the name is taken."""

    code = "CONFLICT"


@final
class Forbidden(Problem):  # the name of its code
    """The request is understood, and not allowed here."""

    code = "FORBIDDEN"


@final
class Busy(Problem):  # the name of its code
    """It takes longer than a page should wait: try again."""

    code = "BUSY"


@final
class TooMany(Problem):  # the name of its code
    """The workspace is full."""

    code = "TOO_MANY"


@final
class Locked(Problem):  # not of the kinds of `Busy`, which goes on with its work
    """Another program has locked a file: nothing was done."""

    code = "BUSY"


@final
class NotStored(Problem):  # the name of its code is that of HTTP's "insufficient storage"
    """It cannot be written or read: the disk is full, the file read-only or damaged."""

    code = "NO_STORAGE"
