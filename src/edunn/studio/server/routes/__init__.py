"""What can be asked, a topic a file: check the request, ask the session, reply."""

from edunn.studio.server.routes import data, digits, events, looks, networks, runs

__all__ = ["data", "digits", "events", "looks", "networks", "runs"]
