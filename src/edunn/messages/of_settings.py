"""Settings and names that are refused."""

SETTINGS = {
    "setting.positive": "{name} is {value!r} but must be a positive number. Try {hint:g}.",
    "setting.within": "{name} is {value!r} but must be a number from {low:g} to {high:g}.",
    "setting.at_least": "{name} is {value!r} but must be a number of at least {low:g}.",
    "setting.fraction": "{name} is {value!r} but must be at least 0 and below 1. Try {hint:g}.",
    "setting.count": "{name} is {value!r} but must be a whole number, {least} or more.",
    "name.unknown": "unknown {kind} {name!r}.{hint} Known: {known}.",
    "name.near": " Did you mean {near}?",
    "name.or": "{some} or {name}",
    "setting.elitism": (
        "elitism is {elitism} but population_size is {population_size}: that leaves no "
        "individual to change. Try elitism={hint}."
    ),
    "setting.twice": "{name} and {own} are the same setting. Give only one of them.",
    "setting.validation_twice": (
        "validation_data and validation_split both say which rows to validate on. Give only one "
        "of them."
    ),
    "setting.of_mutation": (
        "mutation_{name} was given but {mutation!r} has no {name}. Leave it out, or try "
        'mutation="gaussian".'
    ),
    "setting.pairs": (
        "population_size is {population_size} but individuals come in pairs here. Try {next}."
    ),
    "setting.no_plateau": (
        "reduce_on_plateau depends on the epochs of gradient descent, and there are none here. "
        "Try another schedule, such as cosine."
    ),
    "setting.cma_es_is_too_large": (
        "cma_es would learn {n:,}^2 covariances, one per pair of parameters; it is for {most:,} "
        'parameters at most. Try "sep_cma_es", which learns one per parameter, or "openai_es".'
    ),
    "setting.missing": (
        "{name} cannot be built without {missing}. In their order, its settings are: {known}."
    ),
    "setting.cannot_be_built": "{name} cannot be built: {error}. Its settings: {known}.",
    "setting.of_evolution": (
        "fitness and target are for evolution; an optimizer makes the loss small. Leave them "
        'out, or train with "genetic_algorithm".'
    ),
    "setting.no_validation_rows": (
        "early stopping monitors {monitor!r}, but there are no validation rows. Pass "
        "validation_data or validation_split."
    ),
    "setting.not_measured": (
        "early stopping monitors {monitor!r}, which this training does not measure. It measures: "
        "{known}."
    ),
    "setting.delay": "delay is {delay}, but a sequence has only {length} steps. Try fewer.",
    "setting.text": ("length is {length}, but the text has only {characters} characters. Try 12."),
    "setting.dropout": "dropout is 1, which sets everything to zero. Try 0.2 or 0.5.",
    "setting.low_and_high": "low is {low} but high is {high}. Try to swap them.",
    "setting.seed": (
        "seed is {seed!r}, but it must be a whole number, 0 or more, or a numpy.random.Generator."
    ),
    "setting.pair": "{name} is {given!r}: expected a whole number, or two, for rows and columns.",
    "layer.does_not_fit": "layer {layer}: {reason}",
    "layer.no_row": (
        "{layer} takes rows of numbers, but the layer below gives {shape}. Put 'flatten' between "
        "them."
    ),
    "layer.no_image": (
        "{layer} takes images (rows, columns, channels), but the layer below gives {shape}. Let "
        "the input be an image, such as [28, 28, 1], or put a reshape layer between them."
    ),
    "layer.no_places": (
        "{layer} takes images (rows, columns, channels) or sequences (time steps, numbers), but "
        "the layer below gives {shape}. Leave it out, or put it in front of 'flatten'."
    ),
    "layer.no_sequence": (
        "{layer} takes sequences (time steps, numbers), but the layer below gives {shape}. Let the "
        "input be a sequence, such as [20, 1], put a reshape layer between them, or let a "
        "recurrent layer below give all its time steps with sequences=True."
    ),
    "layer.no_activation": (
        "activation is {given}, but must be an activation object such as Tanh(), which takes every "
        "number by itself. Names are for the short form: ['simple_rnn', 8, 'tanh']."
    ),
    "layer.window_too_large": (
        "{name} reaches across {span} pixels, but the image has only {image}. Choose a smaller "
        "one, padding='same', or less pooling below."
    ),
    "layer.window_in_zeros": (
        "{name} reaches across {span} pixels, but the image has only {image}, so that nearly all "
        "of it would lie on the zeros around the image at every place. Choose a smaller one, or "
        "less dilation."
    ),
    "layer.heads": (
        "SelfAttention divides the {columns} numbers of a time step among its {heads} heads, which "
        "does not go evenly. Choose a number of heads that divides {columns}."
    ),
    "layer.residual": (
        "Residual adds what its layers make of x to x itself, so the shape has to stay the same, "
        "but they make {after} of {before}. Let the last of them give {before}; for a convolution "
        "choose padding='same', stride 1 and as many filters as there are channels."
    ),
    "layer.in_chain": "layer {layer} inside {kind}: {reason}",
    "layer.no_chain": (
        "layers is {given!r}, but {kind} takes a list of one or more layers, as in "
        "['{name}', [[8, 'relu'], [8]]]."
    ),
    "layer.not_in_chain": (
        "layers has {given!r} in it, which cannot be inside {kind}. It takes layer objects, but "
        "neither scaling nor an embedding: put those in front of it."
    ),
    "layer.not_frozen": (
        "{given!r} cannot be inside Frozen: in training it draws random numbers or measures "
        "mini-batches, and what is frozen stays as it is. Put it behind."
    ),
    "layer.words_first": (
        "Embedding takes the numbers of words, which no layer can learn to change. Let it be the "
        "first layer: [[12], ['embedding', 27, 8], ...]."
    ),
    "layer.no_word": (
        "the input in row {row}, place {place} is {number:g}, but Embedding takes whole numbers "
        "from 0 to {last}, one for each of its {words} words. Number the words from 0, or choose "
        "a larger vocabulary."
    ),
    "layer.whole_pixels": (
        "the inputs are whole numbers ({dtype}, from {low} to {high}), but Conv2D takes floats, "
        "such as grey from 0 to 1. Divide images of a file by 255; if the numbers are meant as "
        "they are, pass x.astype(float)."
    ),
    "layer.reshape": (
        "Reshape cannot make {to}, which has {wanted} places, of {shape}, which has {numbers} "
        "numbers."
    ),
    "network.element": "layer {layer}, {element}: {reason}",
    "network.input": "the input, {element}: {reason}",
    "network.too_deep": "the layers inside it go too deep. Put them one after the other.",
    "network.too_many_settings": (
        "too many settings for {name}. In their order they are: {known}."
    ),
    "network.units_first": (
        "units is {name!r}, an activation: the number of units comes first, as in [3, {name!r}]."
    ),
    "network.no_settings": "none",
    "network.ends_in_shape": (
        "the last layer gives {shape}, but a network ends in one row of outputs. End with "
        "'flatten' or 'global_average_pool', then a dense layer such as [10, 'softmax']."
    ),
    "network.softmax_of_one": (
        "a softmax of one output is always 1, so there is nothing to learn. For two classes, let "
        "the last layer be 1 sigmoid, or 2 softmax."
    ),
    "network.no_probabilities": (
        "{loss} needs probabilities, but the last layer is {ending}: its loss would have no "
        "minimum. For classes let the last layer be softmax; for numbers choose the loss mse."
    ),
    "network.no_probability": (
        "{loss} needs probabilities, but the last layer is {ending}: its loss would have no "
        "minimum. For two classes let the last layer be 1 sigmoid; for numbers choose the loss mse."
    ),
    "network.one_probability": (
        "{loss} counts only the probability of the true class, and there is one output, {ending}: "
        "always 1 would be best. Choose the loss binary_cross_entropy, or leave the loss out."
    ),
    "setting.yes_or_no": "{name} is {value!r} but must be True or False.",
    "setting.number": "{name} is {value!r} but must be a finite number.",
    "setting.object": "{name} is {value!r} but must be an object such as {example}.",
    "setting.path": "{given!r} cannot be the name of a file. Pass a text or a Path.",
    "setting.no_algorithm": (
        "the algorithm is {given!r}, but a name or an object is expected. It comes first: "
        'model.train("adam", inputs, labels). In fit it is the rows that come first. Write: '
        "model.fit(inputs, labels)"
    ),
    "setting.no_weights": "sample_weight must be numbers: {reason}",
    "setting.class_twice": "class_weight names the class {name!r} twice. Give it one weight.",
    "setting.no_class_weights": "class_weight is {given!r}: expected a dict or 'balanced'.",
    "setting.weights_all_zero": (
        "the weight of every row is 0, so there is nothing to learn from. Give at least one row a "
        "positive weight, or leave {name} out."
    ),
    "setting.weight_too_large": (
        "{name} has a weight too large for {dtype}. Only their ratios matter: divide all of them "
        "by the largest."
    ),
    "setting.accuracy_of_numbers": (
        "fitness is 'accuracy', but the targets are numbers, which are never exactly right. Choose "
        "fitness 'loss', or leave it out."
    ),
    "setting.too_much_memory": (
        "{name} is {value:,}, which would take about {bytes:,} bytes of memory; at most {most:,} "
        "are allowed. Try {hint:,}, or fewer."
    ),
    "kind.activation": "activation",
    "kind.loss": "loss",
    "kind.initializer": "initializer",
    "kind.regularizer": "regularizer",
    "kind.layer": "layer",
    "kind.optimizer": "optimizer",
    "kind.schedule": "schedule",
    "kind.strategy": "strategy",
    "kind.selection": "selection",
    "kind.crossover": "crossover",
    "kind.mutation": "mutation",
    "kind.family": "family",
    "kind.scaling": "scaling",
    "kind.setting": "setting",
    "kind.algorithm": "algorithm",
    "kind.fitness": "fitness",
    "kind.setting_of": "setting of {name}",
    "kind.option_of_training": "option of training",
    "kind.data_set": "data set",
    "kind.pretrained_network": "pretrained network",
}
