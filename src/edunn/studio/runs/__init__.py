"""Runs: trainings in progress, their threads, their events, and the files that keep them.

    RunBook -> RunThread -> ActiveRun -> Stepper -> Training
       |           |
     Store      Publisher -> Stream of events

A screen uses the messages and the snapshots of a run; nothing here depends on a screen.
"""

from edunn.studio.runs.events import Stream
from edunn.studio.runs.run_book import RunBook
from edunn.studio.runs.store import Store

__all__ = ["RunBook", "Store", "Stream"]
