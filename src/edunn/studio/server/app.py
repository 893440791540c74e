"""The app: the routes of all screens, one session, and a guard in front of them."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI

from edunn.studio import limits
from edunn.studio.messages import Refusal
from edunn.studio.routing import SESSION
from edunn.studio.server import guard, page, refusals, streaming
from edunn.studio.views import (
    boundary,
    breeding,
    data,
    network,
    networks,
    population,
    results,
    runs,
)
from edunn.studio.views.draw import routes as draw
from edunn.studio.views.inside import routes as inside

if TYPE_CHECKING:
    from edunn.studio.session import Session

SCREENS = (
    networks.article,
    data.api,
    runs.api,
    network.api,
    boundary.api,
    results.api,
    inside.api,
    population.api,
    breeding.api,
    networks.api,
    draw.api,
    streaming.api,
)
"""The routes of all screens: a new screen is entered here."""


def make_app(
    session: Session,
    *,
    token: str | None = None,
    hosts: Iterable[str] = (),
    page_folder: Path = page.FOLDER,
) -> OpenAPI:
    """The studio as a WSGI application.

    Args:
        session: the workspace.
        token: a secret in the start address, valid once; `None` for a server that only this
            machine can reach.
        hosts: names of the server besides `localhost`.
        page_folder: the folder of the built page.
    """
    app = all_routes()
    app.extensions[SESSION] = session
    app.extensions[streaming.SEATS] = BoundedSemaphore(limits.STREAMS)
    app.add_url_rule("/openapi/openapi.json", view_func=lambda: app.api_doc)
    page.serve(app, page_folder)
    refusals.install(app)
    guard.install(app, hosts, token)
    return app


def all_routes() -> OpenAPI:
    """All routes, without a session yet."""
    app = OpenAPI(
        "edunn.studio",
        static_folder=None,
        info=Info(title="EduNN studio", version=version("edunn-lab")),
        security_schemes={},
        doc_ui=False,
        validation_error_status=400,
        validation_error_model=Refusal,
        validation_error_callback=refusals.of_a_message,
    )
    for api in SCREENS:
        app.register_api(api)
    return app
