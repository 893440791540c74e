"""A message: an English sentence that keeps its code and the values in it."""

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any, final

from edunn.messages.of_data import DATA
from edunn.messages.of_exports import EXPORTS
from edunn.messages.of_findings import FINDINGS
from edunn.messages.of_plots import PLOTS
from edunn.messages.of_reasons import REASONS
from edunn.messages.of_reports import REPORTS
from edunn.messages.of_settings import SETTINGS
from edunn.messages.of_studio import STUDIO
from edunn.messages.of_traces import TRACE
from edunn.messages.of_training import TRAINING
from edunn.messages.shares import percent
from edunn.messages.short import in_short

ENGLISH: Mapping[str, str] = {
    **DATA,
    **EXPORTS,
    **FINDINGS,
    **PLOTS,
    **REASONS,
    **REPORTS,
    **SETTINGS,
    **STUDIO,
    **TRACE,
    **TRAINING,
}
"""The English template of each code. The Spanish ones are in `messages.es.json`."""


@final
class Sentences(Formatter):
    """Format as Python does, but a share as `97.4 %` for `.1%`, and `!l` with a small letter first.

    Args:
        thousands: what stands between the thousands of a number.

    Example:
        >>> Sentences("_").format("{rows!l}: {count:,}", rows="All rows", count=1500)
        'all rows: 1_500'
    """

    def __init__(self, thousands: str = ",") -> None:
        self._thousands = thousands

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec.endswith("%"):
            return percent(value, int(format_spec[1:-1]))
        text = str(format(value, format_spec))
        return text.replace(",", self._thousands) if "," in format_spec else text

    def convert_field(self, value: Any, conversion: Any) -> Any:
        if conversion == "l":
            return f"{value[:1].lower()}{value[1:]}"
        return super().convert_field(value, conversion)


_ENGLISH_SENTENCES = Sentences()


@final
class Message(str):
    """An English sentence, made of its code's template and its values.

    Example:
        >>> ending = Message("training.stopped_early", monitor="val_loss", epoch=7)
        >>> ending
        'Stopped early: val_loss was best in epoch 7.'
        >>> ending.code, ending.values
        ('training.stopped_early', {'monitor': 'val_loss', 'epoch': 7})
    """

    code: str
    values: Mapping[str, Any]
    """Numbers, words, and messages within this one."""

    def __new__(cls, code: str, /, **values: Any) -> "Message":
        values = {name: in_short(value) for name, value in values.items()}
        self = super().__new__(cls, _ENGLISH_SENTENCES.format(ENGLISH[code], **values))
        self.code, self.values = code, values
        return self

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        """What a copy, or another process, makes it of again."""
        return (self.code,), dict(self.values)

    def worded(self, templates: Mapping[str, str]) -> "str":
        """The sentence with other templates for some codes, here and in the messages within it.

        Example:
            >>> message = Message("data.both", one=Message("training.all_epochs"), other="x")
            >>> message.worded({"training.all_epochs": "Done."})
            'Done.; x'
        """
        values = {
            name: value.worded(templates) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return _ENGLISH_SENTENCES.format(templates.get(self.code, ENGLISH[self.code]), **values)

    def to_dict(self) -> dict[str, Any]:
        """Code and values as plain data.

        Example:
            >>> Message("training.stopped", reason=Message("training.all_epochs")).to_dict()
            {'code': 'training.stopped', 'values': {'reason': {'code': 'training.all_epochs', \
'values': {}}}}
        """
        values = {
            name: value.to_dict() if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return {"code": self.code, "values": values}

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> "Message":
        """The message of a code and its values.

        Raises:
            KeyError, TypeError, ValueError: there is no such code, or its values do not fit.

        Example:
            >>> Message.from_dict({"code": "training.all_epochs", "values": {}})
            'All epochs done.'
        """
        values = {
            name: cls.from_dict(value) if isinstance(value, Mapping) else value
            for name, value in facts["values"].items()
        }
        return cls(facts["code"], **values)


def counted(count: int, thing: str) -> Message:
    """A number of things, in the singular or the plural.

    Example:
        >>> counted(1, "row"), counted(2, "missing_cell")
        ('1 row', '2 missing cells')
    """
    ending = "es" if thing.endswith("s") else "s"
    return Message(f"count.{thing}{'' if count == 1 else ending}", count=count)


def listed(parts: Sequence[str], code: str = "data.both") -> str:
    """Several messages as one, each parted from the next as the template says; of one, itself.

    Halves are joined, not one after another, so that a hundred parts are seven levels deep.

    Example:
        >>> listed([counted(1, "row"), counted(2, "class"), "x"])
        '1 row; 2 classes; x'
    """
    if len(parts) < 2:
        return parts[0] if parts else ""
    middle = len(parts) // 2
    one, other = (listed(half, code) for half in (parts[:middle], parts[middle:]))
    return Message(code, one=one, other=other)
