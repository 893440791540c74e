"""A guard in front of all routes, because any web page can send requests to this server.

A foreign page that is open in the same browser can send requests to 127.0.0.1. It cannot read the
responses (there are no CORS headers), it cannot send JSON without a preflight request (which is not
allowed), its requests have another `Origin`, the browser calls them `cross-site` or `same-site` in
`Sec-Fetch-Site`, and a name of its own that points to this machine (DNS rebinding) appears in
`Host`.

Source: OWASP, "Cross-Site Request Forgery Prevention" and "HTTP Headers" cheat sheets; W3C,
"Fetch Metadata Request Headers".
"""

import hmac
import re
import secrets
from collections.abc import Collection, Iterable, Set
from threading import Lock
from typing import final

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from edunn.messages import Message as Coded
from edunn.studio import limits
from edunn.studio.routing import RUNS_PROGRAMS
from edunn.studio.server.refusals import refused

LOOPBACK = ("127.0.0.1", "localhost", "::1")

GREATEST_PORT = 65535

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; "
        "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),  # inline styles: KaTeX places its letters by them, and they run nothing
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

API = ("/api/", "/predict", "/openapi/")
"""Addresses that are not the page's."""

HOST = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\])(:(?P<port>\d{1,5}))?"
)
"""A name, or an IPv6 address in brackets, and perhaps a port."""

COOKIE = "edunn_studio"
PARAMETER = "token"


def install(app: Flask, hosts: Iterable[str], tokens: Collection[str]) -> None:
    """Put the guard in front of all routes of the app, and the headers on all responses."""
    trusted = {name.strip("[]").lower() for name in (*LOOPBACK, *hosts)}
    app.config["MAX_CONTENT_LENGTH"] = limits.REQUEST_BYTES
    app.before_request(lambda: check(trusted))
    app.extensions[RUNS_PROGRAMS] = bool(tokens) or trusted <= set(LOOPBACK)
    if tokens:
        app.before_request(TokenAuthentication(tokens).check)
    app.after_request(with_headers)


def check(trusted: Set[str]) -> Response | None:
    """A refusal of requests that the studio's own page would not send, else None."""
    if not is_own_host(request.headers.get("Host", ""), trusted):
        return refused("BAD_REQUEST", Coded("request.wrong_host"))
    if not (is_own_origin(request.headers.get("Origin"), request.host) and is_own_fetch()):
        return refused("FORBIDDEN", Coded("request.of_another_site"))
    has_body = request.method in ("POST", "PUT")
    if has_body and request.mimetype != "application/json":
        sent = request.mimetype or "no content type"
        return refused("UNSUPPORTED_MEDIA_TYPE", Coded("request.is_no_json", sent=sent))
    if has_body and request.get_json(silent=True) is None:
        return refused("BAD_REQUEST", Coded("request.is_broken_json"))
    return None


def is_own_host(host: str, trusted: Set[str]) -> bool:
    """Whether the request names this server, with any port.

    Example:
        >>> is_own_host("[::1]:8642", {"::1"}), is_own_host("evil.example", {"::1"})
        (True, False)
    """
    found = HOST.fullmatch(host)
    if found is None or int(found["port"] or 0) > GREATEST_PORT:
        return False
    return found["name"].strip("[]").lower() in trusted


def is_own_origin(origin: str | None, host: str) -> bool:
    """Whether the request comes from the studio's own page, or from a program that is no page.

    Example:
        >>> is_own_origin("http://127.0.0.1:8642", "127.0.0.1:8642")
        True
        >>> is_own_origin("http://elsewhere.example", "127.0.0.1:8642")
        False
    """
    return origin is None or origin in (f"http://{host}", f"https://{host}")


def is_own_fetch() -> bool:
    """Whether the request comes from the studio's own page, a program, or a link to the page."""
    sent = request.headers
    if sent.get("Sec-Fetch-Site", "none") in ("same-origin", "none"):
        return True
    is_link = (sent.get("Sec-Fetch-Mode"), sent.get("Sec-Fetch-Dest")) == ("navigate", "document")
    return is_link and request.method == "GET" and not request.path.startswith(API)


def with_headers(response: Response) -> Response:
    """Forbid the browser everything that this page never needs."""
    response.headers.update(HEADERS)
    if request.path.startswith(API):
        response.headers["Cache-Control"] = "no-store"
    return response


def new_token() -> str:
    """A token that cannot be guessed: 256 random bits."""
    return secrets.token_urlsafe(32)


@final
class TokenAuthentication:
    """Exchanges each token for a cookie, once."""

    def __init__(self, tokens: Collection[str]) -> None:
        self._tokens = list(tokens)
        self._key = new_token()
        self._lock = Lock()

    def check(self) -> AnyResponse | None:
        """None for a request with the cookie, else a redirect with the cookie, or a refusal."""
        if _equal(request.cookies.get(COOKIE, ""), self._key):
            return None
        if request.method == "GET" and self._accepts(request.args.get(PARAMETER, "")):
            return self._redirected()
        return refused("FORBIDDEN", Coded("request.no_token"))

    def _accepts(self, token: str) -> bool:
        with self._lock:
            others = [known for known in self._tokens if not _equal(token, known)]
            is_right = len(others) < len(self._tokens)
            self._tokens = others
        return is_right

    def _redirected(self) -> AnyResponse:
        response = redirect("/", 303)
        response.set_cookie(COOKIE, self._key, httponly=True, samesite="Strict")
        return response


def _equal(given: str, secret: str) -> bool:
    return hmac.compare_digest(given.encode(), secret.encode())
