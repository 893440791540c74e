"""Session: all that can be asked of the studio, a method each. Messages in, messages out, no HTTP.

session = Session(Path("edunn-studio"))
run = session.new_run(NewRun())
session.order(run.id, Order(command=Play()))
"""

from base64 import b64encode
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self, final

from edunn.studio import cards, choices, looks, tables
from edunn.studio.digits import Neighbours, Tuner, digit_look, seen_of
from edunn.studio.glances import Glances, Look
from edunn.studio.networks import Networks
from edunn.studio.plan import parts
from edunn.studio.report import report_of
from edunn.studio.runs import RunBook
from edunn.studio.script import script_of
from edunn.studio.snapshots import Snapshot
from edunn.studio.store import Store
from edunn.studio.stream import Stream
from edunn.studio.wire.answers import Done, Prediction, PredictQuery
from edunn.studio.wire.base import Message
from edunn.studio.wire.catalogue import Catalogue
from edunn.studio.wire.data import DataCard, DataCards, DataQuery, DataView, NewPoints, NewTable
from edunn.studio.wire.digits import (
    DigitLook,
    DrawingQuery,
    KeepDigit,
    KeptDigit,
    KeptDigits,
    Tune,
    Tuning,
)
from edunn.studio.wire.events import EventPage
from edunn.studio.wire.evolution import (
    BreedingLook,
    BreedingQuery,
    FamilyLook,
    FamilyQuery,
    PopulationLook,
)
from edunn.studio.wire.looks import (
    BoundaryLook,
    BoundaryQuery,
    FiltersLook,
    NetworkLook,
    Origin,
    OriginQuery,
    ResultsLook,
    ResultsQuery,
    TraceLook,
    TraceQuery,
)
from edunn.studio.wire.networks import NetworkCard, NetworkCards, SaveNetwork, UploadNetwork
from edunn.studio.wire.runs import Band, Curves, NewRun, Order, Rename, Run, Runs, Script, Seeds
from edunn.studio.wire.settings import DataChoice
from edunn.studio.workspace import Workspace


@final
class Session:
    """One workspace and everything that goes on in it.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder, Session(Path(folder)) as session:
        ...     session.new_run(NewRun()).network
        '4 - 8 relu - 3 softmax'
    """

    def __init__(self, folder: Path) -> None:
        workspace = Workspace(folder)
        self.stream = Stream()
        self._workspace, self._data = workspace, workspace.data
        self._store = Store(workspace.database)
        self._runs = RunBook(workspace, self._store, self.stream)
        self._networks = Networks(workspace)
        self._glances = Glances()
        self._neighbours = Neighbours()
        self._tuner = Tuner(self._networks, self.stream.publish)

    def warm_up(self) -> Thread:
        """Begin to read MNIST in a thread, so that first looks at it are quick."""
        thread = Thread(target=self._read_ahead, name="warming up", daemon=True)
        thread.start()
        return thread

    def close(self) -> None:
        """Pause all runs, write them down, and say goodbye to all who listen."""
        self._runs.close()
        self._store.close()
        self.stream.close()

    def _read_ahead(self) -> None:
        for part in parts(DataChoice(name="mnist"), self._workspace):
            part.inputs  # noqa: B018  # kept from now on
        self._neighbours.warm_up()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, where: TracebackType | None
    ) -> None:
        self.close()

    # Runs

    def runs(self) -> Runs:
        return Runs(runs=self._runs.all())

    def new_run(self, wish: NewRun) -> Run:
        return self._runs.begin(wish)

    def run(self, number: int) -> Run:
        return self._runs.message(number)

    def delete_run(self, number: int) -> Done:
        self._runs.delete(number)
        return Done()

    def rename_run(self, number: int, wish: Rename) -> Run:
        return self._runs.rename(number, wish.name)

    def order(self, number: int, order: Order) -> Run:
        return self._runs.open(number).order(order.command)

    def curves(self, number: int) -> Curves:
        return self._runs.curves(number)

    def seeds(self, number: int, wish: Seeds) -> Band:
        return self._runs.seeds(number, wish.seeds)

    def band(self, number: int) -> Band:
        return self._runs.band(number)

    def stop_seeds(self, number: int) -> Band:
        return self._runs.stop_seeds(number)

    def script(self, number: int) -> Script:
        running = self._runs.open(number)
        return Script(script=script_of(running.planned, running.changes))

    def report(self, number: int) -> str:
        """A page about the run that stands alone."""
        return report_of(self.run(number), self.results_look(number), self.script(number).script)

    def events_after(self, place: int) -> EventPage:
        return EventPage(events=self.stream.after(place))

    # Looks

    def network_look(self, number: int) -> NetworkLook:
        return self._glance(number, looks.network_look)

    def boundary_look(self, number: int, query: BoundaryQuery) -> BoundaryLook:
        is_of_one = query.individual is not None
        return self._glance(number, looks.boundary_look, query, with_family=is_of_one)

    def filters_look(self, number: int) -> FiltersLook:
        return self._glance(number, looks.filters_look)

    def results_look(self, number: int, query: ResultsQuery | None = None) -> ResultsLook:
        return self._glance(number, looks.results_look, query or ResultsQuery())

    def trace_look(self, number: int, query: TraceQuery) -> TraceLook:
        return looks.trace_look(number, self._snapshot(number), query)

    def origin_look(self, number: int, query: OriginQuery) -> Origin:
        return looks.origin_look(number, self._snapshot(number), query)

    def population_look(self, number: int) -> PopulationLook:
        return self._glance(number, looks.population_look, with_family=True)

    def family_look(self, number: int, query: FamilyQuery) -> FamilyLook:
        return self._glance(number, looks.family_look, query, with_family=True)

    def breeding_look(self, number: int, query: BreedingQuery) -> BreedingLook:
        return looks.breeding_look(number, self._snapshot(number, with_family=True), query)

    def _snapshot(self, number: int, *, with_family: bool = False) -> Snapshot:
        return self._runs.open(number).snapshot(with_family=with_family)

    def _glance(
        self, number: int, look: Callable[..., Look], *query: Message, with_family: bool = False
    ) -> Look:
        """A look that several pages ask for again and again: made once for all of them."""
        running = self._runs.open(number)
        question = (number, look, *(one.model_dump_json() for one in query))
        return self._glances.of(
            running,
            question,
            lambda: look(number, running.snapshot(with_family=with_family), *query),
        )

    # Data

    def catalogue(self) -> Catalogue:
        return choices.catalogue(version("edunn-lab"))

    def data_cards(self) -> DataCards:
        return cards.data_cards(self._data)

    def data_view(self, query: DataQuery) -> DataView:
        return cards.data_view(self._data, query)

    def add_table(self, table: NewTable) -> DataCard:
        tables.keep_table(self._data, table)
        return cards.card_of(self._data, table.name)

    def add_points(self, points: NewPoints) -> DataCard:
        tables.keep_points(self._data, points)
        return cards.card_of(self._data, points.name)

    def delete_data(self, name: str) -> Done:
        tables.delete_table(self._data, name)
        return Done()

    # Networks

    def predict(self, query: PredictQuery) -> Prediction:
        """The outputs of a network of the workspace, in the shape of the request."""
        outputs = self._networks.open(query.network_name).predict(query.input_array)
        return Prediction(prediction=outputs.tolist())

    def networks(self) -> NetworkCards:
        return self._networks.cards()

    def save_network(self, wish: SaveNetwork) -> NetworkCard:
        return self._networks.save(wish.name, self._snapshot(wish.run).model)

    def upload_network(self, wish: UploadNetwork) -> NetworkCard:
        return self._networks.upload(wish.name, wish.content)

    def network_file(self, name: str) -> bytes:
        return self._networks.content(name)

    def delete_network(self, name: str) -> Done:
        self._networks.delete(name)
        return Done()

    # Drawn digits

    def digit_look(self, query: DrawingQuery) -> DigitLook:
        return digit_look(self._networks.open(query.network), query, self._neighbours)

    def kept_digits(self) -> KeptDigits:
        return KeptDigits(digits=self._store.digits())

    def keep_digit(self, wish: KeepDigit) -> KeptDigit:
        """Keep what a network sees of the drawing, under its label."""
        return self._store.keep_digit(wish.label, b64encode(seen_of(wish.drawing)).decode())

    def delete_digit(self, number: int) -> Done:
        self._store.delete_digit(number)
        return Done()

    def tune(self, wish: Tune) -> Tuning:
        """Begin to tune a network on My digits."""
        return self._tuner.start(wish, self._store.digits())

    def tuning(self) -> Tuning:
        return self._tuner.now
