"""The app: the routes of all screens, the built page, one session, and a guard in front of them.

The page's TypeScript types are generated from its OpenAPI description, which
`python -m edunn.studio.server.app` prints: `npm run schema` in studio-web does that, and so do its
type checks and `npm run dev`.
"""

import json
import sys
from collections.abc import Collection, Iterable
from importlib.metadata import version
from os.path import isfile
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, final

from flask import Flask, Response, send_from_directory
from flask.json.provider import DefaultJSONProvider
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI

from edunn.messages import Message as Coded
from edunn.studio import limits
from edunn.studio.jobs import one_request
from edunn.studio.messages import Refusal
from edunn.studio.routing import SESSION
from edunn.studio.server import guard, refusals, streaming
from edunn.studio.server.refusals import refused
from edunn.studio.session import Session
from edunn.studio.views import (
    boundary,
    breeding,
    choices,
    data,
    diagnosis,
    digit,
    exercises,
    fine_tuning,
    lesson_results,
    lessons,
    my_digits,
    network,
    networks,
    origins,
    population,
    progress,
    proofs,
    results,
    runs,
    trace,
)

SCREENS = (
    networks.article,
    choices.api,
    data.api,
    runs.api,
    network.api,
    boundary.api,
    results.api,
    diagnosis.api,
    proofs.api,
    trace.api,
    origins.api,
    population.api,
    breeding.api,
    networks.api,
    digit.api,
    my_digits.api,
    fine_tuning.api,
    lessons.api,
    lesson_results.api,
    exercises.api,
    progress.api,
    streaming.api,
)
"""The routes of all screens: a new screen is entered here."""

FOLDER = Path(__file__).parents[1] / "page"
FOR_EVER = 365 * 24 * 3600

NOT_BUILT = """\
<!doctype html><html lang="en"><meta charset="utf-8"><title>EduNN studio</title>
<h1>The studio is running, but its page has not been built</h1>
<p>In a checkout of EduNN, build it with Node 20 or newer, and load this address again:</p>
<pre>make studio-web</pre>
<p>An installed EduNN includes the page. The programming interface works without it:
<a href="/openapi/openapi.json">its description</a>.</p></html>
"""

LONGEST_NUMBER = sys.float_info.max_10_exp
"""Digits of an integer in a request at most."""

API = ("api/", "openapi/", "predict/")


def make_app(
    session: Session,
    *,
    tokens: Collection[str] = (),
    hosts: Iterable[str] = (),
    page_folder: Path = FOLDER,
) -> OpenAPI:
    """The studio as a WSGI application.

    Args:
        session: the workspace.
        tokens: secrets, each valid once in a start address; none for a server that only this
            machine can reach.
        hosts: names of the server besides `localhost`.
        page_folder: the folder of the built page.
    """
    app = all_routes()
    app.extensions[SESSION] = session
    app.extensions[streaming.SEATS] = BoundedSemaphore(limits.STREAMS)
    app.add_url_rule("/openapi/openapi.json", view_func=lambda: app.api_doc)
    add_page(app, page_folder)
    refusals.install(app)
    guard.install(app, hosts, tokens)
    limit_waits(app)
    return app


def limit_waits(app: OpenAPI) -> None:
    """Let a request wait for so long in all, be it for its run, its view or both."""
    answer = app.wsgi_app

    def limited(environ: Any, start_response: Any) -> Any:
        with one_request():
            return answer(environ, start_response)

    app.wsgi_app = limited  # type: ignore[method-assign]


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
    app.json = BoundedJSON(app)
    for api in SCREENS:
        app.register_api(api)
    return app


@final
class BoundedJSON(DefaultJSONProvider):
    """JSON whose numbers and depth Python can work with; anything else is a ValueError."""

    def loads(self, s: str | bytes, **options: Any) -> Any:
        """The value of a JSON text."""
        try:
            return super().loads(s, parse_int=_bounded, **options)
        except RecursionError:
            raise ValueError("it is nested too deeply") from None


def _bounded(text: str) -> int:
    """An integer that is within the range of a float."""
    if len(text) > LONGEST_NUMBER:
        raise ValueError(f"a number of {len(text)} digits")
    return int(text)


def add_page(app: Flask, folder: Path) -> None:
    """Add the routes of the page: its files, and index.html for every other address."""

    def page(path: str = "") -> Response:
        if f"{path}/".startswith(API):
            return refused("NOT_FOUND", Coded("request.no_such_address"))
        return file_of(folder, path)

    app.add_url_rule("/", view_func=page)
    app.add_url_rule("/<path:path>", view_func=page)


def file_of(folder: Path, path: str) -> Response:
    """A file of the page. A name under `assets/` has a hash of the content, so it never changes."""
    if not (folder / "index.html").is_file():
        return Response(NOT_BUILT, mimetype="text/html")
    if path.startswith("assets/"):
        kept = send_from_directory(folder, path, max_age=FOR_EVER)
        kept.cache_control.immutable = True
        return kept
    known = path if path and isfile(folder / path) else "index.html"  # False for odd names
    return send_from_directory(folder, known, max_age=0)


def description() -> dict[str, Any]:
    """The OpenAPI document, without a server and without a session.

    Example:
        >>> "/predict" in description()["paths"]
        True
    """
    document: dict[str, Any] = all_routes().api_doc
    return document


if __name__ == "__main__":  # its keys sorted: the same routes always give the same text
    print(json.dumps(description(), indent=1, sort_keys=True, ensure_ascii=False))
