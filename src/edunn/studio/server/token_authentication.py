"""Token authentication, for a studio that other machines can reach.

The start address that is printed contains a random token. The first browser that opens it gets a
cookie instead, and is redirected to an address without the token, so that it stays in no browser
history. The token is then no longer valid.
"""

import hmac
import secrets
from threading import Lock
from typing import final

from flask import Flask, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from edunn.messages import Message as Coded
from edunn.studio.server.refusals import refused

COOKIE = "edunn_studio"
PARAMETER = "token"


def new_token() -> str:
    """A token that cannot be guessed: 256 random bits."""
    return secrets.token_urlsafe(32)


def install(app: Flask, token: str) -> None:
    """Require the token on all routes of the app."""
    app.before_request(TokenAuthentication(token).check)


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
