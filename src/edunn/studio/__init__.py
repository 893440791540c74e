"""The studio: watch a network learn, and look inside it, in the browser.

One process, one page, and nothing that leaves this machine:

    page --command--> route --> session --> run (a thread: Training) --record--> store (SQLite)
      ^                                                                           |
      +------------------------------- events <----------------------------------+

`runs` trains, without a screen; `views` has a slice for each screen, its messages, its view and its
routes together; `server` serves them. `session` works without HTTP, in a notebook or a test. The
messages are the only contract: the page's TypeScript types are generated from them.
"""

from edunn.studio import session

__all__ = ["session"]
