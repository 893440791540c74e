"""The lessons of the course, by number: what to read when an exercise went wrong."""

LESSONS: dict[int, str] = {
    1: "a neuron by hand",
    2: "a layer is a matrix product",
    3: "activations",
    4: "loss",
    5: "the gradient",
    6: "backpropagation with a pencil",
    7: "the training loop from scratch",
    8: "learning rate and luck",
    9: "depth, dead units, first weights",
    10: "overfitting",
    11: "your own table",
    12: "evolution by hand",
    13: "gradients against evolution",
    14: "digits",
    15: "convolution",
    16: "a sequence",
    17: "capstone",
}
"""Number and title of every lesson."""
