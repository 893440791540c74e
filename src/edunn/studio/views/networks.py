"""Networks of the workspace: files to save, open, upload, download and delete, and predictions."""

import base64
import binascii
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Annotated, Any, Literal, TypeAlias, final

from flask import Response, send_file
from pydantic import Discriminator, Field, Tag

from edunn.architecture import network_in_words
from edunn.errors import DataError
from edunn.files.model_file import from_bytes, write
from edunn.messages import Message as Coded
from edunn.model import Model
from edunn.studio import limits
from edunn.studio.messages import Conflict, Done, Message, Name, NotFound, RealNumber, TooMany
from edunn.studio.routing import NamePath, reply, session, topic
from edunn.studio.session import Session
from edunn.studio.workspace import Workspace, inside

SUFFIX = ".edunn"
SHIPPED = "digits"
"""The network included with EduNN, available under this name in every workspace."""
SHIPPED_PLACE = Path(__file__).parents[2] / "pretrained" / f"{SHIPPED}{SUFFIX}"
"""Its file."""
OPEN = 8
"""Models in memory at a time."""
MOST = 500
"""Files in a workspace at most."""

api = topic("networks")
article = topic("article", prefix=None)


def _axes_of(given: Any) -> str:
    """How many axes nested lists have, from 1 to 4."""
    axes = 0
    while isinstance(given, list | tuple) and axes < 4:
        given, axes = (given[0] if given else None), axes + 1
    return f"[{max(axes, 1)}]"


Numbers: TypeAlias = list[RealNumber]
Some = Field(min_length=1, max_length=10_000)

Inputs: TypeAlias = Annotated[
    Annotated[Numbers, Some, Tag("[1]")]
    | Annotated[list[Numbers], Some, Tag("[2]")]
    | Annotated[list[list[Numbers]], Some, Tag("[3]")]
    | Annotated[list[list[list[Numbers]]], Some, Tag("[4]")],
    Discriminator(_axes_of),
]
"""A row, a sequence or an image, or several: the first number tells of how many axes it is."""


class PredictQuery(Message):
    """The request of the founding article: one row of inputs, or several."""

    network_name: Name = Field(examples=["digits"])
    input_array: Inputs = Field(
        description="Sequences are [time step][number], images [row][column][channel], or flat.",
    )


class Prediction(Message):
    """The reply of the founding article: the outputs, in the shape of the request."""

    prediction: list[float] | list[list[float]]
    code: Literal["SUCCESS"] = "SUCCESS"


class NetworkSummary(Message):
    """A network in a few words."""

    name: Name
    network: str = Field(description="In words: 784 - 128 relu - 10 softmax.")
    parameters: int
    classes: list[str] | None
    bytes: int
    saved: str = Field(description="UTC, ISO 8601.")
    is_shipped: bool = Field(description="Came with EduNN and cannot be deleted.")


class NetworkSummaries(Message):
    """All networks of the workspace."""

    networks: list[NetworkSummary]


class SaveNetwork(Message):
    """Keep a run's network as a file."""

    run: int
    name: Name
    replace: bool = Field(default=False, description="An older network of that name.")


class UploadNetwork(Message):
    """A network's file from elsewhere. It is read as data: opening it runs no code."""

    name: Name
    content: str = Field(max_length=limits.REQUEST_BYTES, description="Base64 of the file.")


@final
class Networks:
    """The model files of one workspace, and the network included with EduNN.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     networks = Networks(Workspace(Path(folder)))
        ...     networks.save("my flowers", Model([[4], [3, "softmax"]])).network
        '4 - 3 softmax'
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._open: OrderedDict[str, tuple[int, Model]] = OrderedDict()
        self._known: dict[str, tuple[int, NetworkSummary]] = {}
        self._lock, self._saving = Lock(), Lock()  # the latter, so that a name is taken once

    def cards(self) -> NetworkSummaries:
        """All networks that can be opened, the included one first.

        A file that is no model, or whose name is not valid, is left out.
        """
        found = []
        for name in dict.fromkeys([SHIPPED, *sorted(path.stem for path in self._files())]):
            with suppress(ValueError, OSError):
                found.append(self._card(name))
        return NetworkSummaries(networks=found)

    def open(self, name: str) -> Model:
        """The model of that name, cached until its file changes.

        Raises:
            NotFound: there is none.
            FileFormatError: its file is damaged.
        """
        place = self._place(name)
        with self._lock, _found(name):
            changed = place.stat().st_mtime_ns
            if self._open.get(name, (0,))[0] != changed:
                self._open[name] = changed, Model.from_file(place)
            self._open.move_to_end(name)
            while len(self._open) > OPEN:
                self._open.popitem(last=False)
            return self._open[name][1]

    def save(self, name: str, model: Model, *, replace: bool = False) -> NetworkSummary:
        """Save a model under a name.

        Raises:
            Conflict: it is the name of the included network, or taken and not to be replaced.
            TooMany: the workspace is full.
        """
        with self._saving:
            model.save(self._free_place(name, replace=replace))
        return self._card(name)

    def upload(self, name: str, content: str) -> NetworkSummary:
        """Save an uploaded file, after it was read as data and found to be a model.

        Raises:
            DataError: the content is not Base64.
            FileFormatError: it is another kind of file.
        """
        self._free_place(name)
        saved = from_bytes(_decoded(content), f"{name}{SUFFIX}")
        with self._saving:
            write(self._free_place(name), saved)
        return self._card(name)

    def content(self, name: str) -> bytes:
        """The bytes of a file, for a download."""
        with _found(name):
            return self._place(name).read_bytes()

    def delete(self, name: str) -> None:
        """Delete a file; the included network stays."""
        if name == SHIPPED:
            raise Conflict(Coded("network.cannot_be_deleted", name=SHIPPED))
        with _found(name):
            self._place(name).unlink()
        with self._lock:
            self._open.pop(name, None)

    def _files(self) -> list[Path]:
        return list(self._workspace.networks.glob(f"*{SUFFIX}"))

    def _place(self, name: str) -> Path:
        place = SHIPPED_PLACE if name == SHIPPED else inside(self._workspace.networks, name, SUFFIX)
        if not place.is_file():
            code = "network.is_missing" if name == SHIPPED else "network.not_found"
            raise NotFound(Coded(code, name=name))
        return place

    def _free_place(self, name: str, *, replace: bool = False) -> Path:
        if name == SHIPPED:
            raise Conflict(Coded("network.is_the_included", name=SHIPPED))
        place = inside(self._workspace.networks, name, SUFFIX)
        if place.exists() and not replace:
            raise Conflict(Coded("network.exists", name=name))
        if len(self._files()) >= MOST:
            raise TooMany(Coded("network.too_many", most=MOST))
        return place

    def _card(self, name: str) -> NetworkSummary:
        """The summary, cached until the file changes."""
        with _found(name):
            place = self._place(name)
            changed = place.stat().st_mtime_ns
            if self._known.get(name, (0,))[0] != changed:
                self._known[name] = changed, summary_of(name, place, self.open(name))
            return self._known[name][1]


def summary_of(name: str, place: Path, model: Model) -> NetworkSummary:
    """A model and its file, summarized."""
    classes, facts = model.class_names, place.stat()
    return NetworkSummary(
        name=name,
        network=network_in_words(model.network),
        parameters=model.theta.size,
        classes=None if classes is None else [str(label) for label in classes],
        bytes=facts.st_size,
        saved=datetime.fromtimestamp(facts.st_mtime, UTC).isoformat(timespec="seconds"),
        is_shipped=name == SHIPPED,
    )


@contextmanager
def _found(name: str) -> Iterator[None]:
    """Refuse a network whose file is deleted at this moment as one that is not there."""
    try:
        yield
    except FileNotFoundError as error:
        raise NotFound(Coded("network.not_found", name=name)) from error


def _decoded(content: str) -> bytes:
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError) as error:
        raise DataError(Coded("network.not_base64")) from error


def networks_of(session: Session) -> Networks:
    """The networks of a session's workspace."""
    return session.service(Networks, lambda: Networks(session.workspace))


def prediction_of(networks: Networks, query: PredictQuery) -> Prediction:
    """The outputs of a network, in the shape of the request."""
    outputs = networks.open(query.network_name).predict(query.input_array)
    return Prediction(prediction=outputs.tolist())


@article.post("/predict", responses={200: Prediction})
def predict(body: PredictQuery) -> Response:
    """The output of a network for one row, or for several: the founding article's route."""
    return reply(prediction_of(networks_of(session()), body))


@api.get("/networks", responses={200: NetworkSummaries})
def list_networks() -> Response:
    """All networks of the workspace."""
    return reply(networks_of(session()).cards())


@api.post("/networks", responses={200: NetworkSummary})
def save_network(body: SaveNetwork) -> Response:
    """Save the network of a run as a file."""
    model = session().snapshot(body.run).model
    return reply(networks_of(session()).save(body.name, model, replace=body.replace))


@api.post("/networks/files", responses={200: NetworkSummary})
def upload_network(body: UploadNetwork) -> Response:
    """Upload the file of a network."""
    return reply(networks_of(session()).upload(body.name, body.content))


@api.get(
    "/networks/<name>/file",
    responses={200: {"content": {"application/octet-stream": {"schema": {"type": "string"}}}}},
)
def download_network(path: NamePath) -> Response:
    """The file of a network."""
    content, name = networks_of(session()).content(path.name), f"{path.name}{SUFFIX}"
    kind = "application/octet-stream"
    return send_file(BytesIO(content), kind, as_attachment=True, download_name=name)


@api.delete("/networks/<name>", responses={200: Done})
def delete_network(path: NamePath) -> Response:
    """Delete the file of a network."""
    networks_of(session()).delete(path.name)
    return reply(Done())
