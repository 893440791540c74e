"""`edunn studio`: the laboratory in the browser."""

from __future__ import annotations

from os import environ
from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = (
    "edunn studio",
    "edunn studio --workspace lessons/monday",
    "edunn studio --port 9000 --no-browser",
)

Host = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS",
        help="Who can reach it: 127.0.0.1 is this machine alone, 0.0.0.0 the whole network.",
    ),
]
Port = Annotated[
    int | None,
    typer.Option(
        min=0, max=65535, help="8642 by default, or the next that is free; 0 is any that is free."
    ),
]
Folder = Annotated[
    Path,
    typer.Option(
        "--workspace", "-w", metavar="DIR", help="Where runs, networks and own data are kept."
    ),
]
Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page.")]

OPEN = (
    "WARNING: with --host {host}, whoever reaches this machine over the network can reach the "
    "studio. Only the address below lets one in, once: give it to nobody else. What is sent is not "
    "encrypted."
)


def studio(
    host: Host = "127.0.0.1",
    port: Port = None,
    workspace: Folder = Path("edunn-studio"),
    browser: Browser = True,
) -> None:
    """Open the studio: watch a network learn, and look inside it, in the browser.

    Everything stays on this machine. Ctrl-C ends it, and keeps all runs.
    """
    require_the_extra()
    compute_on_one_core()
    from edunn.cli.console import show
    from edunn.studio.server import serve

    if host not in serve.LOOPBACK:
        typer.secho(OPEN.format(host=host), err=True, bold=True, fg="red")
    serve.studio(workspace, host, port, say=show, open_browser=browser)


def compute_on_one_core() -> None:
    """Let NumPy multiply on one core, unless somebody chose a number: must come before NumPy.

    Matrices of small networks gain nothing from a second core; threads that wait for each other
    take it from those that answer the page (a step of 784-128-10 took up to forty times as long).
    Each run has a thread of its own.
    """
    for library in ("OPENBLAS", "OMP", "MKL"):
        environ.setdefault(f"{library}_NUM_THREADS", "1")
    environ.setdefault("VECLIB_MAXIMUM_THREADS", "1")


def require_the_extra() -> None:
    """Refuse where the web packages are not installed.

    Raises:
        SettingError: one of them is missing; the message says how to get them.
    """
    from importlib.util import find_spec

    from edunn.errors import SettingError

    missing = [name for name in ("flask", "flask_openapi3", "waitress") if not find_spec(name)]
    if missing:
        raise SettingError(
            f"the studio needs {', '.join(missing)}: run  pip install 'edunn-lab[studio]'"
        )
