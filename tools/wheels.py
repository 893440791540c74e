"""Fills a folder from which EduNN installs without a network, for a room of school computers.

    python -m tools.wheels                    for this system and this Python
    python -m tools.wheels win_amd64 3.13     for another: pip's name of the platform, and a version

The wheel of EduNN is in dist/ already (`make wheel`). uv finds out what it needs there, because
packages ask for others by system (click needs colorama on Windows only), and pip would ask the
system that it runs on. Then pip downloads exactly that, in the versions that the tests ran with.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
EXTRAS = "fast,studio,plot"
SYSTEMS = {  # pip's name of a platform begins with this: uv's name of the system
    "win_arm64": "aarch64-pc-windows-msvc",
    "win": "x86_64-pc-windows-msvc",
    "macosx_11_0_arm64": "aarch64-apple-darwin",
    "macosx": "x86_64-apple-darwin",
    "manylinux_2_28_aarch64": "aarch64-unknown-linux-gnu",
    "manylinux": "x86_64-unknown-linux-gnu",
}
HOW_TO = """\
EduNN, to be installed without a network. In this folder, with Python {python}:

    {start} -m venv edunn
    {bin}pip install --no-index --find-links . {quote}{wheel}[{extras}]{quote}
    {bin}edunn studio

The last line opens the studio in the browser. `{bin}edunn help` tells what else there is.
"""


def main(platform: str = "", python: str = "") -> None:
    """Download everything into dist/wheels, or into a folder named after platform and version."""
    wheel = own_wheel()
    folder = DIST / "-".join(filter(None, ("wheels", platform, python)))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    needed = folder / "requirements.txt"
    needed.write_text(requirements(wheel, platform, python), encoding="utf-8")
    other = ["--platform", platform, "--python-version", python] if platform else []
    alone = ["--no-deps", "--only-binary", ":all:"]
    run("pip", "download", "--quiet", *alone, *other, "--dest", folder, "--requirement", needed)
    needed.unlink()
    shutil.copy(wheel, folder)
    (folder / "INSTALL.txt").write_text(how_to(wheel, platform, python), encoding="utf-8")
    size = sum(file.stat().st_size for file in folder.iterdir())
    count = len(list(folder.glob("*.whl")))
    print(f"{folder.relative_to(ROOT)}: {count} wheels, {size / 1e6:.0f} MB, and INSTALL.txt")


def own_wheel() -> Path:
    """The wheel that `make wheel` built."""
    found = sorted(DIST.glob("edunn_lab-*.whl"))
    if not found:
        raise SystemExit("error: dist/ holds no wheel of EduNN. Build it first: make wheel")
    return found[-1]


def requirements(wheel: Path, platform: str, python: str) -> str:
    """All that EduNN needs on that system, a line each, as uv resolves it."""
    system = next((name for start, name in SYSTEMS.items() if platform.startswith(start)), "")
    if platform and not system:
        known = ", ".join(SYSTEMS)
        raise SystemExit(f"error: unknown platform {platform!r}: it begins with one of {known}")
    other = ["--python-platform", system, "--python-version", python] if platform else []
    return run(
        *("uv", "pip", "compile", "--quiet", "--no-header", "--no-annotate"),
        *("--constraints", ROOT / "constraints.txt", "--no-emit-package", "edunn-lab", *other, "-"),
        given=f"edunn-lab[{EXTRAS}] @ {wheel.as_uri()}",
    )


def how_to(wheel: Path, platform: str, python: str) -> str:
    """The lines to type in that room."""
    version = python or f"{sys.version_info.major}.{sys.version_info.minor}"
    on_windows = platform.startswith("win") if platform else sys.platform == "win32"
    start, folder, quote = (
        ("py", "edunn\\Scripts\\", '"') if on_windows else ("python3", "edunn/bin/", "'")
    )
    return HOW_TO.format(
        python=version, start=start, bin=folder, quote=quote, wheel=wheel.name, extras=EXTRAS
    )


def run(module: str, *arguments: object, given: str | None = None) -> str:
    """Run a module of this Python's and return what it printed; its errors end the program."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        input=given,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.returncode)
    return done.stdout


if __name__ == "__main__":
    if len(sys.argv) not in (1, 3):
        raise SystemExit("usage: python -m tools.wheels [PLATFORM PYTHON], such as win_amd64 3.13")
    main(*sys.argv[1:])
