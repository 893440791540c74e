"""What the steps of a trace do."""

TRACE = {
    "trace.example": "The input, and the targets t: what the output should be.",
    "trace.example_in_units": (
        "The input, and the targets t: what the output should be. They are standardized: each is "
        "(target - mean)/deviation, with mean {mean} and deviation {deviation}."
    ),
    "trace.scaling": "Each column is brought to the same scale.",
    "trace.weighted_sum": ("Every unit adds up its inputs, each times its weight, and its bias."),
    "trace.before": (
        "At every time step, the number that the step before left; at the first one, 0."
    ),
    "trace.recurrent_sum": (
        "At every time step the last state takes part: numbers times their weights, added up, and "
        "a bias."
    ),
    "trace.gate": "A gate is open at 1 and shut at 0; the sigmoid keeps it between the two.",
    "trace.candidate": "What may be taken in: a number between -1 and 1.",
    "trace.memory": (
        "The memory: what the forget gate keeps of it, and what the input gate lets in."
    ),
    "trace.state": "The state of every time step; it goes into the next step.",
    "trace.last_state": "The state of the last time step is the output.",
    "trace.through_time": (
        "Back through time, from the last step to the first: each step gets what comes from above "
        "and what comes from the step after it."
    ),
    "trace.convolution": (
        "Each filter is laid on every patch of the image: pixels times weights, added up, and its "
        "bias. Pixels outside the image are zeros and are left out."
    ),
    "trace.max_pooling": (
        "Of each patch the largest number is kept; behind # stands where it comes from."
    ),
    "trace.average_pooling": "The mean of all numbers that are pooled, channel by channel.",
    "trace.rearranging": (
        "The same numbers in another shape; behind # stands where each comes from."
    ),
    "trace.activation": "The activation function is applied to each number by itself.",
    "trace.softmax": (
        "Logits become probabilities, all positive and with sum 1: e = exp({x}) is divided by the "
        "sum of its row. The largest logit is subtracted first, which changes only the size of e."
    ),
    "trace.dropout": (
        "A random share of the numbers is set to 0; the others are scaled up to make up for it."
    ),
    "trace.no_dropout": "Nothing is dropped here.",
    "trace.statistic": (
        "A mean or a deviation: of each column over all rows, or of the mini-batches before."
    ),
    "trace.centering": "Each number minus the mean of its column.",
    "trace.normalization": "Each number in units of the deviation, counted from the mean.",
    "trace.stretching": (
        "The normalized number, scaled by gamma and shifted by beta, both of them learned."
    ),
    "trace.embedding": (
        "The row of W that belongs to the word; behind # stands where each number comes from."
    ),
    "trace.encoding": (
        "A wave that is different at every place is added, so that places can be told apart."
    ),
    "trace.attention_scores": "How well the query of each time step fits the key of each other.",
    "trace.attention_weights": "The scores of one time step as shares with the sum 1.",
    "trace.attention_mean": (
        "The values of all time steps, each times its attention weight, added up."
    ),
    "trace.normalization_backward": (
        "The mean and the deviation depend on every number, so each has a part in all gradients."
    ),
    "trace.stretching_backward": (
        "What was multiplied by gamma on the way forward is multiplied by it on the way back."
    ),
    "trace.embedding_gradient": (
        "Every place where a word stands sends its gradient back to the row of that word."
    ),
    "trace.encoding_backward": (
        "What was added does not depend on x: the gradient passes unchanged."
    ),
    "trace.attention_backward": (
        "Backward each product is a product with the other factor, and the softmax as everywhere."
    ),
    "trace.residual": "What went into the block, plus what its layers made of it.",
    "trace.residual_backward": (
        "One part of the gradient passes unchanged, the other comes back through the layers."
    ),
    "trace.layer": "What this layer computes is written in its own `forward`.",
    "trace.loss": "The loss: the further the output is from the target, the larger.",
    "trace.loss_from_logits": (
        "The loss: the further the output is from the target, the larger. It is computed from the "
        "logits, which gives the same number and loses no digits where a probability is nearly 0."
    ),
    "trace.loss_gradient": (
        "In which direction does the loss grow? Backpropagation begins with the derivative "
        "of the loss with respect to the output. B = {rows}: each row has its share in the mean "
        "over the rows."
    ),
    "trace.loss_gradient_from_logits": (
        "Probability minus target. By the textbook, dz = dp (dp/dz) with the derivative of the "
        "logarithm in dp; the derivative of the activation cancels it, and only this is left. "
        "B = {rows}: each row has its share in the mean over the rows."
    ),
    "trace.weight_gradient": (
        "A weight's gradient is that of its unit, times the number that the weight was multiplied "
        "by, added up over the rows."
    ),
    "trace.kernel_gradient": (
        "A filter's weight is used at every place: the pixel it was multiplied by there, times "
        "the gradient of the place, added up over rows and places."
    ),
    "trace.bias_gradient": (
        "A bias is added as it is, so its gradient is that of its unit, added up over the rows "
        "(and over all places, if it is used at several)."
    ),
    "trace.penalty_gradient": (
        "Large weights are expensive, so the regularizer pulls each of them towards 0."
    ),
    "trace.weighted_sum_backward": (
        "An input acts through each of its weights; what comes back through them is added up."
    ),
    "trace.convolution_backward": (
        "A pixel acts in every patch that it lies in, through the weight that lay on it; what "
        "comes back is added up."
    ),
    "trace.max_pooling_backward": (
        "Only the largest number of a patch has changed the output, so only it gets the gradient."
    ),
    "trace.average_pooling_backward": (
        "Each number has an equal share in the mean, so it gets an equal share of the gradient."
    ),
    "trace.rearranging_backward": (
        "Each gradient goes back to the place that its number came from."
    ),
    "trace.chain_rule": "The chain rule: {dy} times the derivative of the activation function.",
    "trace.softmax_backward": (
        "A larger logit lowers all other probabilities, so the entries of a row act together."
    ),
    "trace.dropout_backward": (
        "What was dropped gets no gradient; what was scaled up counts that much more."
    ),
    "trace.scaling_backward": "The wider a column, the less one unit of it changes the output.",
    "trace.layer_backward": "The layer computes its gradients in its own backward methods.",
    "trace.gradient": (
        "All gradients in a row, in the order of theta: the optimizer sees a vector, not a network."
    ),
    "trace.gradient_clipped": (
        "All gradients in a row, in the order of theta: the optimizer sees a vector, not a "
        "network. It is too long, so it is clipped before it is used."
    ),
    "trace.update": "Each number takes a step against its gradient, so that the loss decreases.",
    "trace.result": "All of theta after this step.",
    "trace.result_with_state": "All of theta after this step, and the optimizer's state: {names}.",
    "trace.of_optimizer": (
        "The first step of {name} from the network as it is now, on this row alone; the state that "
        "the optimizer has from earlier steps is left out."
    ),
    "trace.of_batch": (
        "In the training, this row stands in a mini-batch of {rows} rows, and a step takes the "
        "mean of their gradients; here the row is a batch of its own."
    ),
    "trace.of_evolution": (
        "Evolution does not use the gradient, so it has no step to show. This is the step that "
        "plain gradient descent would take here, on the same loss."
    ),
    "trace.no_row.training": "there is no training row {row}: they are 0 to {last}.",
    "trace.no_row.held_out": "there is no held-out row {row}: they are 0 to {last}.",
    "trace.no_array": "there is no {name!r} in this trace. There are: {known}.",
    "trace.no_place": "{name} is {shape}, so it has no entry {index}.",
    "trace.no_gradient": (
        "{name} does not use the gradient, so there is no step to trace. "
        'Pass an optimizer, such as "gradient_descent" or "adam".'
    ),
    "trace.more_units": "... and {count:,} more units: those above are the largest",
    "trace.more_weights": "... and {count:,} more weights: those above are the largest",
    "trace.more_biases": "... and {count:,} more biases: those above are the largest",
    "trace.more_inputs": "... and {count:,} more inputs: those above are the largest",
    "trace.more_outputs": "... and {count:,} more outputs: those above are the largest",
    "trace.more_classes": "... and {count:,} more classes: those above are the largest",
    "trace.more_logits": "... and {count:,} more logits: those above are the largest",
    "trace.more_numbers": ("... and {count:,} more numbers of {name}: those above are the largest"),
    "trace.more_rows": "... {count:,} more rows",
    "trace.more_lines": "... and {count:,} more lines",
}
