"""Networks of the workspace: files that can be saved, opened by name, taken along and deleted."""

import base64
import binascii
from collections import OrderedDict
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import final

from edunn.architecture import title
from edunn.errors import DataError
from edunn.files.model_file import from_bytes, write
from edunn.layers import Activation, Dense
from edunn.model import Model
from edunn.studio.names import inside
from edunn.studio.problems import Conflict, NotFound, TooMany
from edunn.studio.wire.networks import NetworkCard, NetworkCards
from edunn.studio.workspace import Workspace

SUFFIX = ".edunn"
SHIPPED = "digits"
"""The network that comes with EduNN; it answers to this name in every workspace."""
OPEN = 8
"""How many models are kept in memory."""
MOST = 500
"""How many files a workspace may have."""


@final
class Networks:
    """The model files of one workspace, and the shipped network.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     networks = Networks(Workspace(Path(folder)))
        ...     networks.save("my flowers", Model([[4], [3, "softmax"]])).network
        '4 - 3 softmax'
    """

    def __init__(self, workspace: Workspace) -> None:
        self._folder = workspace.networks
        self._open: OrderedDict[str, tuple[int, Model]] = OrderedDict()
        self._known: dict[str, tuple[int, NetworkCard]] = {}
        self._lock = Lock()

    def cards(self) -> NetworkCards:
        """All networks that can be opened, the shipped one first."""
        own = map(self._cards, sorted(self._folder.glob(f"*{SUFFIX}")))
        return NetworkCards(networks=[*self._shipped_cards(), *chain.from_iterable(own)])

    def open(self, name: str) -> Model:
        """The model of that name; read again only when its file has changed.

        Raises:
            NotFound: there is none.
            FileFormatError: its file was damaged.
        """
        place = self._shipped_place() if name == SHIPPED else self._place(name)
        changed = place.stat().st_mtime_ns
        with self._lock:
            if self._open.get(name, (0,))[0] != changed:
                self._open[name] = changed, Model.from_file(place)
            self._open.move_to_end(name)
            while len(self._open) > OPEN:
                self._open.popitem(last=False)
            return self._open[name][1]

    def save(self, name: str, model: Model) -> NetworkCard:
        """Keep a model under a name that is free, or was its own before.

        Raises:
            Conflict: it is the shipped network's name.
            TooMany: the workspace is full.
        """
        place = self._free_place(name)
        model.save(place)
        return self._card(name, place)

    def upload(self, name: str, content: str) -> NetworkCard:
        """Keep a file from elsewhere, after it was read as data and found to be a model.

        Raises:
            DataError: the content is not Base64.
            FileFormatError: it is another kind of file; the message says which.
        """
        place = self._free_place(name)
        if place.exists():
            raise Conflict(f"there is a network called {name!r} already: choose another name.")
        saved = from_bytes(_decoded(content), f"{name}{SUFFIX}")
        write(place, saved)
        return self._card(name, place)

    def content(self, name: str) -> bytes:
        """The file's bytes, to take along."""
        return (self._shipped_place() if name == SHIPPED else self._place(name)).read_bytes()

    def delete(self, name: str) -> None:
        """Delete a file; the shipped network stays."""
        if name == SHIPPED:
            raise Conflict(f"{SHIPPED!r} came with EduNN and stays.")
        self._place(name).unlink()
        with self._lock:
            self._open.pop(name, None)

    def _place(self, name: str) -> Path:
        place = inside(self._folder, name, SUFFIX)
        if not place.is_file():
            raise NotFound(f"there is no network called {name!r} in this workspace.")
        return place

    def _free_place(self, name: str) -> Path:
        if name == SHIPPED:
            raise Conflict(f"{SHIPPED!r} is the network that came with EduNN: choose another name.")
        if sum(1 for _ in self._folder.glob(f"*{SUFFIX}")) >= MOST:
            raise TooMany(f"the workspace has {MOST} networks: delete some.")
        return inside(self._folder, name, SUFFIX)

    def _cards(self, place: Path) -> list[NetworkCard]:
        """A card; none for a file that is no model, or has a name that nobody could ask for."""
        try:
            return [self._card(place.stem, self._place(place.stem))]
        except (ValueError, OSError):
            return []

    def _card(self, name: str, place: Path) -> NetworkCard:
        """The card; made anew only when the file has changed."""
        changed = place.stat().st_mtime_ns
        if self._known.get(name, (0,))[0] != changed:
            self._known[name] = changed, card_of(name, place, self.open(name))
        return self._known[name][1]

    def _shipped_cards(self) -> list[NetworkCard]:
        try:
            return [self._card(SHIPPED, self._shipped_place())]
        except NotFound:
            return []

    def _shipped_place(self) -> Path:
        place = shipped_place()
        if not place.is_file():
            raise NotFound("this EduNN came without its trained network for digits.")
        return place


def shipped_place() -> Path:
    """Where the network that came with EduNN is."""
    return Path(__file__).parents[1] / "pretrained" / f"{SHIPPED}{SUFFIX}"


def card_of(name: str, place: Path, model: Model) -> NetworkCard:
    """A model and its file in a few words."""
    classes, facts = model.class_names, place.stat()
    return NetworkCard(
        name=name,
        network=in_words(model),
        parameters=model.theta.size,
        classes=None if classes is None else [str(label) for label in classes],
        bytes=facts.st_size,
        saved=datetime.fromtimestamp(facts.st_mtime, UTC).isoformat(timespec="seconds"),
        is_shipped=name == SHIPPED,
    )


def in_words(model: Model) -> str:
    """A network in one line.

    Example:
        >>> in_words(Model([[4], [8, "relu"], [3, "softmax"]]))
        '4 - 8 relu - 3 softmax'
    """
    words = [str(model.network.input_shape[0])]
    for layer in model.layers:
        if isinstance(layer, Dense):
            words.append(str(layer.units))
        elif isinstance(layer, Activation):
            words[-1] += f" {title(layer)}"
    return " - ".join(words)


def _decoded(content: str) -> bytes:
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError) as error:
        raise DataError("the file's content is not Base64: send its bytes in that form.") from error
