"""Progress: what a training shows of itself while it runs, and for how long it still will.

terminal   a bar of rich
notebook   one output of a notebook, which is updated
"""

from edunn.progress.notebook import Bar, live_count
from edunn.progress.terminal import in_words, progress_bar
from edunn.progress.watching import watch

__all__ = ["Bar", "in_words", "live_count", "progress_bar", "watch"]
