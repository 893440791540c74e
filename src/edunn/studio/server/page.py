"""The page itself: the files that `studio-web` is built into."""

from pathlib import Path

from flask import Flask, Response, send_from_directory

from edunn.messages import Message as Coded
from edunn.studio.server.refusals import refused

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
API = ("api/", "openapi/", "predict/")


def serve(app: Flask, folder: Path) -> None:
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
    known = path if path and (folder / path).is_file() else "index.html"
    return send_from_directory(folder, known, max_age=0)
