"""Messages about data sets, experiments, and Inside."""

from edunn.studio.wire import settings

__all__ = ["settings"]
