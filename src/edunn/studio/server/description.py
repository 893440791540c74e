"""The server's description of itself (OpenAPI), from which the page's types are made.

python -m edunn.studio.server.description > studio-web/openapi.json
"""

import json
from typing import Any

from edunn.studio.server.app import all_routes


def description() -> dict[str, Any]:
    """The OpenAPI document, without a server and without a session.

    Example:
        >>> "/predict" in description()["paths"]
        True
    """
    document: dict[str, Any] = all_routes().api_doc
    return document


def as_text() -> str:
    """The document as it is kept in a file: in order, so that a change shows as one."""
    return json.dumps(description(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(as_text(), end="")
