"""Networks in the workspace: files that can be saved, downloaded, uploaded and deleted."""

from pydantic import Field

from edunn.studio.wire import limits
from edunn.studio.wire.base import Message, Name


class NetworkCard(Message):
    """A network in a few words."""

    name: Name
    network: str = Field(description="In words: 784 - 128 relu - 10 softmax.")
    parameters: int
    classes: list[str] | None
    bytes: int
    saved: str = Field(description="UTC, ISO 8601.")
    is_shipped: bool = Field(description="Came with EduNN and cannot be deleted.")


class NetworkCards(Message):
    """All networks of the workspace."""

    networks: list[NetworkCard]


class SaveNetwork(Message):
    """Keep a run's network as a file."""

    run: int
    name: Name


class UploadNetwork(Message):
    """A network's file from elsewhere. It is read as data: opening it runs no code."""

    name: Name
    content: str = Field(max_length=limits.REQUEST_BYTES, description="Base64 of the file.")
