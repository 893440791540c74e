"""Errors of the studio besides those of EduNN: missing things, conflicts, and full workspaces."""

from edunn.errors import EduNNError


class NotFound(EduNNError):  # noqa: N818  # the name of its code
    """Nothing has that name or number."""


class Conflict(EduNNError):  # noqa: N818  # the name of its code
    """The request does not fit the present state, or the name is taken."""


class TooMany(EduNNError):  # noqa: N818  # the name of its code
    """The workspace is full."""
