"""A language: messages, and names of the catalogue, as its files beside this one have them."""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias, final

from edunn.messages.message import ENGLISH, Message, Sentences

LanguageCode: TypeAlias = Literal["en", "es"]
"""The languages there are."""

THOUSANDS = "\N{NO-BREAK SPACE}"
"""Between the thousands of a number: a comma would be read as a decimal point."""

FAMILIES = (
    *("layer", "activation", "algorithm", "loss", "initializer", "regularizer"),
    *("selection", "crossover", "mutation", "setting", "word"),
)
"""Of the catalogue; a name that several have is taken from the first of them."""


@final
class Names(str):
    """A text with names of the catalogue in it, such as `4 - 8 leaky_relu`.

    Args:
        text: the English text.
        names: the same with its names as in code, where the text has them in words.

    Example:
        >>> line = Names("gradient descent", "gradient_descent")
        >>> language("es").said(line)
        'descenso de gradiente'
    """

    names: str

    def __new__(cls, text: str, names: str = "") -> "Names":
        self = super().__new__(cls, text)
        self.names = names or text
        return self


@final
class Language:
    """What messages are in one language.

    Example:
        >>> spanish = language("es")
        >>> spanish.said(Message("training.all_epochs"))
        'Todas las épocas completadas.'
        >>> spanish.said("setosa")
        'setosa'
    """

    def __init__(self, code: LanguageCode) -> None:
        self.code: LanguageCode = code
        self._templates: Mapping[str, str] = {} if code == "en" else _read(f"messages.{code}.json")
        catalogue = {} if code == "en" else _read(f"catalogue.{code}.json")
        self._names = {
            name: entry if isinstance(entry, str) else entry.get("name", name)
            for family in reversed(FAMILIES)
            for name, entry in catalogue.get(family, {}).items()
        }
        self._sentences = Sentences("," if code == "en" else THOUSANDS)

    def said(self, text: str) -> str:
        """A message or the names of a line in this language; any other text as it is."""
        if self.code == "en":
            return str(text)
        if isinstance(text, Names):
            return re.sub(
                r"[a-z]\w*", lambda found: self._names.get(found[0], found[0]), text.names
            )
        if not isinstance(text, Message):
            return str(text)
        values = {
            name: self.said(value) if isinstance(value, str) else value
            for name, value in text.values.items()
        }
        return self._sentences.format(self._templates.get(text.code, ENGLISH[text.code]), **values)


@cache
def language(code: LanguageCode) -> Language:
    r"""The language with this code, read once.

    Example:
        >>> language("es").said(Message("number.whole", value=1500)) == "1\xa0500"
        True
    """
    return Language(code)


def _read(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((files("edunn.messages") / name).read_text("utf-8"))
    return found
