"""Files that a verb writes: a page for people, or a document for programs."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from edunn.errors import SettingError
from edunn.files.container import write_atomically
from edunn.text import as_json

ENDINGS = (".html", ".json")


def refuse_bad_places(places: Sequence[Path]) -> None:
    """Before hours of work: what kind of file is it, and is there a folder for it?

    Raises:
        SettingError: another ending than .html or .json, or no such folder.

    Example:
        >>> refuse_bad_places([Path("compare.pdf")])
        Traceback (most recent call last):
        edunn.errors.SettingError: --output compare.pdf: let the name end in .html or .json.
    """
    for place in places:
        if place.suffix not in ENDINGS:
            raise SettingError(f"--output {place}: let the name end in .html or .json.")
        if place.is_dir() or not place.parent.is_dir():
            raise SettingError(f"--output {place}: give a file's name in a folder that exists.")


def write(places: Sequence[Path], page: Callable[[], str], document: Any) -> None:
    """Write each file, a page or a document by its ending; a crash leaves no half of one."""
    for place in places:
        is_page = place.suffix == ".html"
        text = page() if is_page else json.dumps(as_json(document), indent=1, ensure_ascii=False)
        write_atomically(place, text.encode())
