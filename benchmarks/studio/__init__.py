"""The studio under load: a real server process, asked over loopback while it trains on MNIST.

    python -m benchmarks.studio            # about three minutes; prints a table
    python -m benchmarks.studio --page     # and writes docs/studio-measured.md

What is measured is what a person at a page would feel: how long an answer takes, how long an order
takes to be seen, how much slower the training becomes when people look, and what a crash costs.
"""
