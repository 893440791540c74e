"""The app: all routes, one session, and a guard in front of them."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI

from edunn.studio.server import guard, page, refusals
from edunn.studio.server.replies import SESSION
from edunn.studio.server.routes import data, digits, events, looks, networks, runs
from edunn.studio.server.streaming import SEATS
from edunn.studio.wire import limits
from edunn.studio.wire.answers import Refusal

if TYPE_CHECKING:
    from edunn.studio.session import Session

TOPICS = (networks.article, data.api, runs.api, looks.api, networks.api, digits.api, events.api)


def make_app(
    session: Session,
    *,
    token: str | None = None,
    hosts: Iterable[str] = (),
    page_folder: Path = page.FOLDER,
) -> OpenAPI:
    """The studio as a WSGI application.

    Args:
        session: what it shows.
        token: what a visitor must bring once, in the address; `None` lets everybody in who can
            reach this machine's own address.
        hosts: names besides `localhost` under which the server may be asked.
        page_folder: where the built page is.
    """
    app = all_routes()
    app.extensions[SESSION] = session
    app.extensions[SEATS] = BoundedSemaphore(limits.STREAMS)
    app.add_url_rule("/openapi/openapi.json", view_func=lambda: app.api_doc)
    page.serve(app, page_folder)
    refusals.install(app)
    guard.install(app, hosts, token)
    return app


def all_routes() -> OpenAPI:
    """All that can be asked, with nobody to answer yet."""
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
    for api in TOPICS:
        app.register_api(api)
    return app
