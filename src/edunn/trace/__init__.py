"""Trace: one step of training with every product, derivative and update written down.

    print(model.trace(x, t))                # to follow with pencil and paper
    model.trace(x, t).arrays["dW1"]         # the same numbers, for a program
    model.trace(x, t, "adam").to_json()     # the same numbers, for a page

The training itself is recorded: `recorder` takes one step with layers that keep their arrays,
`tracing` makes a row of steps of them, and `derivation` writes the numbers into the formulas, which
each layer, activation, loss, regularizer and optimizer owns.
"""

from edunn.trace.steps import Step, Trace
from edunn.trace.tracing import trace_step

__all__ = ["Step", "Trace", "trace_step"]
