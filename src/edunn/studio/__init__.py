"""The studio: see a network learn, and look inside it, in the browser.

One process, one page, and nothing that leaves this machine:

    page --command--> server --> session --> run (a thread: Training) --record--> store (SQLite)
      ^                                                                        |
      +---------------------------- events <-----------------------------------+

`session` knows no HTTP: commands in, records out; a notebook or a test can use it as the page does.
`server` only routes. What travels between page and server is in `wire`, and nowhere else: the
server checks requests by it, and the page's TypeScript types are made of it.
"""

from edunn.studio import session

__all__ = ["session"]
