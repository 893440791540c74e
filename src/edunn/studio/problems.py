"""What the studio refuses besides what EduNN refuses: things that are not there, or too many."""

from edunn.errors import EduNNError


class NotFound(EduNNError):  # noqa: N818  # the code's own word
    """There is nothing of that name or number."""


class Conflict(EduNNError):  # noqa: N818  # the code's own word
    """Not now, or not under that name."""


class TooMany(EduNNError):  # noqa: N818  # the code's own word
    """One more would be too many."""
