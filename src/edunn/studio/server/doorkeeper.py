"""A token for a studio that others can reach: the start address lets one browser in, once.

The address that is printed holds a random word. Whoever opens it gets a cookie instead, and is sent
on to an address without the word, so that it stays in no history; the word is then worth nothing.
"""

import hmac
import secrets
from threading import Lock
from typing import final

from flask import Flask, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from edunn.studio.server.refusals import refused

COOKIE = "edunn_studio"
PARAMETER = "token"


def new_token() -> str:
    """A word that nobody guesses: 256 random bits."""
    return secrets.token_urlsafe(32)


def install(app: Flask, token: str) -> None:
    """Let only those in who brought the token."""
    app.before_request(Doorkeeper(token).check)


@final
class Doorkeeper:
    """Changes the token for a cookie, once."""

    def __init__(self, token: str) -> None:
        self._token: str | None = token
        self._key = new_token()
        self._lock = Lock()

    def check(self) -> AnyResponse | None:
        """Nothing for those who have the cookie; for others a cookie, or a refusal."""
        if _equal(request.cookies.get(COOKIE, ""), self._key):
            return None
        if request.method == "GET" and self._takes(request.args.get(PARAMETER, "")):
            return self._let_in()
        return refused("FORBIDDEN", "open the address that `edunn studio` printed; it works once.")

    def _takes(self, word: str) -> bool:
        with self._lock:
            is_right = self._token is not None and _equal(word, self._token)
            if is_right:
                self._token = None
        return is_right

    def _let_in(self) -> AnyResponse:
        answer = redirect("/", 303)
        answer.set_cookie(COOKIE, self._key, httponly=True, samesite="Strict")
        return answer


def _equal(word: str, secret: str) -> bool:
    return hmac.compare_digest(word.encode(), secret.encode())
