"""Settings that must hold before any test is imported."""

import os

os.environ["KERAS_BACKEND"] = "numpy"  # an oracle; it needs no other framework
