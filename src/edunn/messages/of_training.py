"""How a training ends, and which engine runs it."""

TRAINING = {
    "training.all_epochs": "All epochs done.",
    "training.all_generations": "All generations done.",
    "training.stopped_early": "Stopped early: {monitor} was best in epoch {epoch}.",
    "training.target_reached": "Reached fitness {fitness:g}; the target is {target:g}.",
    "training.weights_restored": "{ending} The weights are those of epoch {epoch}.",
    "training.overfitted": (
        "The loss on rows not learned from has doubled since epoch {epoch}, from {best:.3g} to "
        "{last:.3g}: the network learns its rows by heart. Fewer epochs or units, an L2 penalty, "
        "or more rows would help."
    ),
    "evaluation.below_majority": (
        "The accuracy, {accuracy:.1%}, is below {share:.1%}, that of always predicting the most "
        "frequent class. Train for longer, or change the learning rate or the network."
    ),
    "evaluation.below_mean": (
        "R2 is below 0: always predicting the mean would be better. Train for longer, or change "
        "the learning rate or the network."
    ),
    "training.champion": (
        "{ending} The network is the best individual of all generations, of fitness {fitness:g}."
    ),
    "training.stopped": "Stopped: {reason}",
    "training.other_rows": (
        "the inputs are {got} but those of this training are {due}: other inputs for the same "
        "targets have the same shape."
    ),
    "training.rows_are_fixed": (
        "only gradient descent without workers learns from other inputs in the middle of a "
        "training. Begin a new training with them."
    ),
    "training.batch_is_shared": (
        "workers share the mini-batches of this training, so their size stays. Begin a new "
        "training with another batch_size."
    ),
    "training.diverged": (
        "training diverged in epoch {epoch}: {culprit} is no longer finite. {advice} The network "
        "is back at the beginning of the epoch."
    ),
    "training.diverged.rate": (
        "The learning rate, {rate:g}, is probably too large: try a tenth of it, or pass "
        "clip_norm=1."
    ),
    "training.diverged.inputs": (
        "The inputs reach {largest:g} and are not scaled: scale them, or try a much smaller "
        "learning rate than {rate:g}."
    ),
    "training.diverged.targets": (
        "The targets reach {largest:g}: standardize them, in Python by "
        'target_scaling="standardize", or try a much smaller learning rate than {rate:g}.'
    ),
    "training.diverged.output": "the output of layer {layer} ({title})",
    "training.diverged.gradient": "the gradient",
    "training.diverged.loss": "the loss",
    "training.diverged.theta": "theta, after the last update,",
    "training.diverged.generation": (
        "no individual of generation {generation} has a finite fitness, or they led to infinity. "
        "Try a smaller mutation_scale or sigma, or scale the inputs."
    ),
    "note.out_of_reach": (
        "The targets go from {low:g} to {high:g}, but the last layer is {ending}, whose outputs "
        "lie between {least:g} and {most:g}: {share:.0%} of the targets cannot be reached. Let "
        "the last layer be linear, or scale the targets."
    ),
    "note.targets_standardized": (
        "The targets are learned standardized, as (t - mean)/deviation with mean {mean} and "
        "deviation {deviation}, and losses are in that unit; predictions and evaluations are in "
        'the unit of the data. In Python, target_scaling="none" learns targets as they are.'
    ),
    "note.yes_to_all": (
        "With {ending} outputs, the loss cross_entropy counts the true class alone, so that the "
        "network learns to say yes to every class. Let the last layer be softmax, or choose the "
        "loss binary_cross_entropy."
    ),
    "note.class_only_held_out": (
        "The class {name!r} is only in the validation rows, so it cannot be learned: the rows are "
        "sorted. Shuffle them before they are split."
    ),
    "note.class_not_held_out": (
        "The class {name!r} is missing from the validation rows, so they say nothing about it: the "
        "rows are sorted. Shuffle them before they are split."
    ),
    "note.nothing_learned": "{useless} {cause}",
    "note.no_better_than_majority": (
        "The network is hardly better than always naming the most frequent class: accuracy "
        "{accuracy:.1%}, and {most:.1%} of the rows are of that class."
    ),
    "note.no_better_than_mean": (
        "The network is hardly better than always giving the mean of the targets (R2 {r2:.2f})."
    ),
    "note.cause": "{finding} {why} Try: {code}",
    "note.cause.evolution": (
        "After {generations} generations: try more of them, a larger population, or another "
        "strength of mutation (mutation_scale or sigma)."
    ),
    "note.cause.unknown": (
        "Try another learning rate, more epochs or units; or the inputs have nothing to do with "
        "the targets."
    ),
    "engine.readable": "The readable engine is used: {reason}.",
    "engine.not_possible": "engine='fused' is not possible here: {reason}. Or use engine='auto'.",
    "engine.no_numba": "the compiled one, quicker, needs Numba: pip install 'edunn-lab[fast]'",
    "engine.nothing_to_learn": "there is nothing to learn in this network",
    "engine.no_form": "the compiled engine has no {name} yet",
    "engine.scales_inputs": (
        "the compiled engine scales inputs only, not what comes out of another layer"
    ),
    "engine.no_functions": "the compiled engine has no fitness functions, only accuracy and loss",
    "engine.no_sequences": "the compiled engine takes rows and images, no sequences",
    "engine.no_images": "the compiled engine trains networks of images by gradient descent only",
    "engine.no_blas": "for images the compiled engine needs OpenBLAS, which this NumPy has not",
    "engine.no_penalty": "the compiled engine has no penalty for low-rank populations",
    "engine.no_dropout": "the compiled engine has no dropout below low-rank populations",
}
