"""A guard in front of all routes, because any web page can send requests to this server.

A foreign page that is open in the same browser can send requests to 127.0.0.1. It cannot read the
responses (there are no CORS headers), it cannot send JSON without a preflight request (which is not
allowed), its requests have another `Origin`, and a name of its own that points to this machine (DNS
rebinding) appears in `Host`.

Source: OWASP, "Cross-Site Request Forgery Prevention" and "HTTP Headers" cheat sheets.
"""

import hmac
import secrets
from collections.abc import Iterable, Set
from threading import Lock
from typing import final
from urllib.parse import urlsplit

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from edunn.messages import Message as Coded
from edunn.studio import limits
from edunn.studio.server.refusals import refused

LOOPBACK = ("127.0.0.1", "localhost", "::1")

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

COOKIE = "edunn_studio"
PARAMETER = "token"


def install(app: Flask, hosts: Iterable[str], token: str | None) -> None:
    """Put the guard in front of all routes of the app, and the headers on all responses."""
    trusted = {name.strip("[]").lower() for name in (*LOOPBACK, *hosts)}
    app.config["MAX_CONTENT_LENGTH"] = limits.REQUEST_BYTES
    app.before_request(lambda: check(trusted))
    if token is not None:
        app.before_request(TokenAuthentication(token).check)
    app.after_request(with_headers)


def check(trusted: Set[str]) -> Response | None:
    """A refusal of requests that the studio's own page would not send, else None."""
    if not is_own_host(request.headers.get("Host", ""), trusted):
        return refused("BAD_REQUEST", Coded("request.wrong_host"))
    if not is_own_origin(request.headers.get("Origin"), request.host):
        return refused("FORBIDDEN", Coded("request.of_another_site"))
    if request.method == "POST" and request.mimetype != "application/json":
        sent = request.mimetype or "no content type"
        return refused("UNSUPPORTED_MEDIA_TYPE", Coded("request.is_no_json", sent=sent))
    return None


def is_own_host(host: str, trusted: Set[str]) -> bool:
    """Whether the request names this server, with any port.

    Example:
        >>> is_own_host("[::1]:8642", {"::1"}), is_own_host("evil.example", {"::1"})
        (True, False)
    """
    try:
        return urlsplit(f"//{host}").hostname in trusted
    except ValueError:
        return False


def is_own_origin(origin: str | None, host: str) -> bool:
    """Whether the request comes from the studio's own page, or from a program that is no page.

    Example:
        >>> is_own_origin("http://127.0.0.1:8642", "127.0.0.1:8642")
        True
        >>> is_own_origin("http://elsewhere.example", "127.0.0.1:8642")
        False
    """
    return origin is None or (urlsplit(origin).netloc == host and origin != "null")


def with_headers(response: Response) -> Response:
    """Forbid the browser everything that this page never needs."""
    response.headers.update(HEADERS)
    if request.path.startswith(("/api/", "/predict", "/openapi/")):
        response.headers["Cache-Control"] = "no-store"
    return response


def new_token() -> str:
    """A token that cannot be guessed: 256 random bits."""
    return secrets.token_urlsafe(32)


@final
class TokenAuthentication:
    """Exchanges the token for a cookie, once."""

    def __init__(self, token: str) -> None:
        self._token: str | None = token
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
            is_right = self._token is not None and _equal(token, self._token)
            if is_right:
                self._token = None
        return is_right

    def _redirected(self) -> AnyResponse:
        response = redirect("/", 303)
        response.set_cookie(COOKIE, self._key, httponly=True, samesite="Strict")
        return response


def _equal(given: str, secret: str) -> bool:
    return hmac.compare_digest(given.encode(), secret.encode())
