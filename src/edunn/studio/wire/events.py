"""Events: what the server says without being asked, in one stream for the whole page."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from edunn.studio.wire.base import Message
from edunn.studio.wire.digits import Tuning
from edunn.studio.wire.runs import Band, Curves, Run


class RunChanged(Message):
    """A run is at another place, or at another mood."""

    type: Literal["run"] = "run"
    run: Run


class CurvesGrew(Message):
    """New records of a run."""

    type: Literal["curves"] = "curves"
    run: int
    curves: Curves
    is_anew: bool = Field(default=False, description="Whether these replace all records before.")


class RunGone(Message):
    """A run was deleted."""

    type: Literal["gone"] = "gone"
    run: int


class BandGrew(Message):
    """One more seed of "twenty seeds" is done."""

    type: Literal["band"] = "band"
    band: Band


class TuningWent(Message):
    """Fine-tuning on My digits got further."""

    type: Literal["tuning"] = "tuning"
    tuning: Tuning


class Restarted(Message):
    """Some events were missed (the server began anew, or the page slept): fetch all again."""

    type: Literal["restarted"] = "restarted"


Event: TypeAlias = Annotated[
    RunChanged | CurvesGrew | RunGone | BandGrew | TuningWent | Restarted,
    Field(discriminator="type"),
]


class Numbered(Message):
    """An event and its place in the stream, which only grows."""

    id: int
    event: Event


class EventPage(Message):
    """Events after some place, for whoever cannot listen and asks instead."""

    events: list[Numbered]
