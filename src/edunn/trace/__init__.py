"""Trace: one step of training with every multiplication, derivative and update written down.

    print(model.trace(x, t))                # for a reader with a pencil
    model.trace(x, t).arrays["dW1"]         # the same numbers, for a program
    model.trace(x, t, "adam").to_json()     # the same numbers, for a page

It is the training itself that is written down: `notes` takes one step with layers that keep a
diary, `story` lays the pages out as cards, and `pencil` writes the numbers.
"""

from edunn.trace.cards import Step, Trace
from edunn.trace.story import trace_step

__all__ = ["Step", "Trace", "trace_step"]
