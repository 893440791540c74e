"""Runs: trainings in progress, their threads, their events, and the files that keep them.

    RunBook -> RunThread -> ActiveRun -> Stepper -> Training
       |           |
     Store      Publisher -> Stream of events

A screen knows a run by its messages and its snapshots; nothing here knows a screen.
"""

from edunn.studio.runs.events import Stream
from edunn.studio.runs.run_book import RunBook
from edunn.studio.runs.store import Store

__all__ = ["RunBook", "Store", "Stream"]
