"""How a training ends, and which engine runs it."""

TRAINING = {
    "training.all_epochs": "All epochs done.",
    "training.stopped_early": "Stopped early: {monitor} was best in epoch {epoch}.",
    "training.target_reached": "Reached fitness {fitness:g}; the target is {target:g}.",
    "training.weights_restored": "{ending} The weights are those of epoch {epoch}.",
    "training.overfitted": (
        "The loss on rows not learned from has doubled since epoch {epoch}, from {best:.3g} to "
        "{last:.3g}: the network learns its rows by heart. Fewer epochs or units, an L2 penalty, "
        "or more rows would help."
    ),
    "evaluation.below_majority": (
        "The accuracy, {accuracy:.3f}, is below {share:.3f}, that of always predicting the most "
        "frequent class. Train for longer, or change the learning rate or the network."
    ),
    "evaluation.below_mean": (
        "R2 is below 0: always predicting the mean would be better. Train for longer, or change "
        "the learning rate or the network."
    ),
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
    "engine.readable": "The readable engine is used: {reason}.",
    "engine.not_possible": "engine='fused' is not possible here: {reason}. Or use engine='auto'.",
    "engine.no_numba": "it needs Numba: pip install 'edunn-lab[fast]'",
    "engine.nothing_to_learn": "there is nothing to learn in this network",
    "engine.no_form": "the compiled engine has no {name} yet",
    "engine.scales_inputs": (
        "the compiled engine scales inputs only, not what comes out of another layer"
    ),
    "engine.no_functions": "the compiled engine has no fitness functions, only accuracy and loss",
    "engine.no_penalty": "the compiled engine has no penalty for low-rank populations",
    "engine.no_dropout": "the compiled engine has no dropout below low-rank populations",
}
