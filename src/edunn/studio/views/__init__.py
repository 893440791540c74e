"""Views: what each screen shows. A screen is one slice of messages, queries, views and routes.

A view is a plain function, `view(run, snapshot, query) -> message`. All numbers come from the
model's own `predict`, `evaluate` and `trace`; a view selects, names and packs them. Each screen is
a module of its own; what they share is `packing`.
"""

from edunn.studio.views.packing import plane_of

__all__ = ["plane_of"]
