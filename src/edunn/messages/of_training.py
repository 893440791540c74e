"""How a training ends."""

TRAINING = {
    "training.all_epochs": "All epochs done.",
    "training.stopped_early": "Stopped early: {monitor} was best in epoch {epoch}.",
    "training.target_reached": "Reached fitness {fitness:g}; the target is {target:g}.",
    "training.weights_restored": "{ending} The weights are those of epoch {epoch}.",
    "training.stopped": "Stopped: {reason}",
    "training.diverged": (
        "training diverged in epoch {epoch}: {culprit} is no longer finite. The learning rate, "
        "{rate:g}, is probably too large: try a tenth of it, scale the inputs, or pass "
        "clip_norm=1. The network is back at the beginning of the epoch."
    ),
    "training.diverged.output": "the output of layer {layer} ({title})",
    "training.diverged.gradient": "the gradient",
    "training.diverged.loss": "the loss",
    "training.diverged.theta": "theta, after the last update,",
    "training.diverged.generation": (
        "no individual of generation {generation} has a finite fitness, or they led to infinity. "
        "Try a smaller mutation_scale or sigma, or scale the inputs."
    ),
}
