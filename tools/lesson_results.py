"""Runs the lessons, and keeps what their cells show beside their notebooks.

    python tools/lesson_results.py

A lesson whose results are of its very code is left alone. All seventeen take some two minutes, as
they train networks; the studio runs a lesson by itself where its results are missing.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from edunn.lessons import every_lesson
from edunn.lessons.results import kept, made


def main() -> None:
    """Make the results that are missing, or of other code."""
    for lesson in every_lesson():
        if kept(lesson) is None:
            print(f"running lesson {lesson.number}: {lesson.title}", flush=True)
            made(lesson)


if __name__ == "__main__":
    main()
