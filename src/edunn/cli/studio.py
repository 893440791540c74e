"""`edunn studio`: the web application."""

from __future__ import annotations

from os import environ
from pathlib import Path
from typing import Annotated

import typer

from edunn.cli.console import show
from edunn.cli.options import Quiet, option
from edunn.errors import SettingError

EXAMPLES = (
    "edunn studio",
    "edunn studio --workspace lessons/monday",
    "edunn studio --port 9000 --no-browser",
)

WORKSPACE = Path("edunn-studio")
"""The folder of the studio, unless another one is named."""

Host = Annotated[
    str,
    option(
        "The address to listen on: 127.0.0.1 is for this machine only, 0.0.0.0 for the whole "
        "network.",
        value="ADDRESS",
    ),
]
Port = Annotated[
    int | None,
    typer.Option(
        min=0, max=65535, help="8642 by default, or the next free one; 0 is any free port."
    ),
]
Folder = Annotated[
    Path,
    option("The folder for runs, networks and uploaded data.", "--workspace", "-w", value="DIR"),
]
Browser = Annotated[bool, option("Open the page in the browser.", "--browser/--no-browser")]

OPEN = (
    "WARNING: with --host {host}, the studio can be reached over the network. Only the address "
    "below gives access, and only once: keep it to yourself. The connection is not encrypted."
)


def studio(
    host: Host = "127.0.0.1",
    port: Port = None,
    workspace: Folder = WORKSPACE,
    browser: Browser = True,
    quiet: Quiet = False,
) -> None:
    """Open the studio in the browser: watch a network learn, and look inside it.

    All data stays on this machine. Ctrl-C ends the studio; all runs are kept.
    """
    require_the_extra()
    compute_on_one_core()
    from edunn.studio.server import guard, serve

    if host not in guard.LOOPBACK:
        typer.secho(OPEN.format(host=host), err=True, bold=True, fg="red")
    say = _show_address if quiet else show
    serve.studio(workspace, host, port, say=say, open_browser=browser)


def _show_address(line: str) -> None:
    """Print the line that has the address; all others are notes."""
    if "://" in line:
        show(line)


def compute_on_one_core() -> None:
    """Use one core for matrix products, unless the environment says otherwise, before NumPy loads.

    The matrices of small networks gain nothing from a second core, and threads that wait for each
    other take it from those that serve the page (a step of 784-128-10 took up to forty times as
    long). Each run has a thread of its own.
    """
    for library in ("OPENBLAS", "OMP", "MKL"):
        environ.setdefault(f"{library}_NUM_THREADS", "1")
    environ.setdefault("VECLIB_MAXIMUM_THREADS", "1")


def require_the_extra() -> None:
    """Check that the web packages are installed.

    Raises:
        SettingError: one of them is missing; the message shows the command to install them.
    """
    from importlib.util import find_spec

    missing = [name for name in ("flask", "flask_openapi3", "waitress") if not find_spec(name)]
    if missing:
        raise SettingError(
            f"the studio needs {', '.join(missing)}: run  pip install 'edunn-lab[studio]'"
        )
