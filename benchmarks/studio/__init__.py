"""The studio under load: a real server process, used over loopback while it trains on MNIST.

    python -m benchmarks.studio            # about three minutes; prints a table
    python -m benchmarks.studio --page     # and writes docs/studio-measured.md

What is measured is what a user notices: how long a response takes, how long a command takes to
show, how much slower the training becomes with open pages, and what a crash costs.
"""
