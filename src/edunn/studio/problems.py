"""What the studio refuses besides what EduNN refuses: things that are not there, or too many."""

from edunn.errors import EduNNError


class NotFound(EduNNError):
    """There is nothing of that name or number."""


class Conflict(EduNNError):
    """Not now, or not under that name."""


class TooMany(EduNNError):
    """One more would be too many."""
