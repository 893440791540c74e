"""The OpenAPI description of the server, from which the page's TypeScript types are generated.

`npm run schema` in studio-web runs `python -m edunn.studio.server.description` and writes
`src/engine/schema.d.ts`; type checks and `npm run dev` do that by themselves.
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
    """The document as JSON, its keys sorted, so that the same routes always give the same text."""
    return json.dumps(description(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(as_text(), end="")
