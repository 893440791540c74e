"""Why each finding of the doctor is so, and why its change helps, by the name of the rule."""

REASONS = {
    "doctor.dropout_while_predicting.why": (
        "Dropout is still switched on: it belongs to training only. EduNN's predict leaves it "
        "out; a program of your own must, too."
    ),
    "doctor.labels_from_one.why": (
        "The labels count from 1 and the answers from 0 (or the other way round), so every right "
        "answer is compared with its neighbour."
    ),
    "doctor.new_rows_scaled_by_themselves.why": (
        "Scaling must be that of the training rows. A box of one kind, scaled by itself, is moved "
        "into the middle of all kinds. A network that begins with a scaling layer does it right."
    ),
    "doctor.inverted_pictures.why": (
        "The colours are inverted: the network knows bright ink on a dark ground."
    ),
    "doctor.raw_rows_at_prediction.why": (
        "The network learned from scaled columns and is asked in raw ones. Scale on the way in by "
        "the training rows' numbers; a network that begins with a scaling layer takes raw rows."
    ),
    "doctor.labels_slipped.why": (
        "A header line that was counted in one file and not in the other gives each row the label "
        "of its neighbour. Put each label back beside its row."
    ),
    "doctor.split_of_sorted_rows.why": (
        "What is held back must be like what is learned. Shuffle the rows before splitting them, "
        "or split each class in proportion, as Dataset.split does."
    ),
    "doctor.patients_in_both_parts.why": (
        "The network recognises the person and not the disease. Split by person, so that all rows "
        "of one are on the same side."
    ),
    "doctor.best_of_fifty.why": (
        "The best of many on the same rows is partly the luckiest. Choose on validation rows, and "
        "ask the test rows once."
    ),
    "doctor.one_lucky_seed.why": (
        "One run is one draw of first weights and of the order of rows. Compare medians and "
        "ranges of many seeds, not single runs."
    ),
    "doctor.answer_in_disguise.why": (
        "That is too good: perhaps it was filled in after the answer was known. What is not known "
        "when the question is asked must be left out, though accuracy falls."
    ),
    "doctor.missing_as_999.why": (
        "That looks like a code for a missing value. Read as a number it squeezes all real values "
        "together. Marked as missing, it is filled in."
    ),
    "doctor.wild_targets.why": (
        "The squared error of one wild target outweighs all other rows, so the network fits that "
        "one. Huber's loss counts large errors as they are, not squared; or mend the readings."
    ),
    "doctor.sigmoid_output.why": (
        "An activation on the output of a regression bounds what it can say. A linear output has "
        "no bounds."
    ),
    "doctor.sigmoids_with_cross_entropy.why": (
        "Categorical cross-entropy charges the true class only, so with sigmoid outputs it pays "
        "to say yes to every class. softmax makes the outputs share one unit."
    ),
    "doctor.relu_before_softmax.why": (
        "Scores below 0 are how a class says no. Where they are cut off no gradient comes back, "
        "and a class whose scores have all gone is never predicted again."
    ),
    "doctor.step_units.why": (
        "The derivative of a step is 0 everywhere, so the chain rule multiplies every gradient "
        "below it by 0. A smooth activation lets it through; evolution needs none."
    ),
    "doctor.zero_weights.why": (
        "Units that begin alike get the same gradient, so they stay alike for ever, and with "
        "zeros no gradient reaches the layer at all. Random first weights tell them apart."
    ),
    "doctor.exploding_signal.why": (
        "Weights that are too large for the width of a layer multiply the signal in each of them. "
        "He's and Glorot's initializers divide by the width."
    ),
    "doctor.large_inputs_diverge.why": (
        "The gradient of a weight is the gradient of its unit times the input, so large inputs "
        "make steps that overshoot further each time. Standardized inputs are around 1."
    ),
    "doctor.adam_rate_too_high.why": (
        "Adam divides each gradient by its own usual size, so a step is about as long as the "
        "rate, whatever the gradient: with this rate every weight jumps at each update."
    ),
    "doctor.saturated_sigmoid.why": (
        "There the curve is flat: its derivative is nearly 0, and so is every gradient below. "
        "Smaller first weights, or scaled inputs, put them where it is steep."
    ),
    "doctor.vanishing_gradient.why": (
        "On its way down every layer multiplies the gradient by its weights and by the slope of "
        "its activation, at most a quarter for a sigmoid; where all of them are below 1 nothing "
        "arrives. relu, with the first weights that suit it, lets it through."
    ),
    "doctor.mse_behind_sigmoid.why": (
        "Behind a sigmoid the gradient of the squared error has the factor y (1 - y), which is "
        "nearly 0 where the answer is sure, right or wrong. In binary cross-entropy that factor "
        "cancels."
    ),
    "doctor.columns_unscaled.why": (
        "Columns in large units rule the weighted sums: their gradients shut the hidden units, "
        "and the other columns are not heard. Standardized, all have the same say."
    ),
    "doctor.dead_relu.why": (
        "A step that was too long has pushed their weighted sums below 0 for all rows, where the "
        "derivative is 0, so they never come back. A lower rate and scaled inputs avoid it; "
        "leaky_relu always lets a little through."
    ),
    "doctor.l1_too_strong.why": (
        "A penalty pulls every weight to 0 with the same force in each step; where that is more "
        "than the data pull, nothing is left."
    ),
    "doctor.dropout_too_strong.why": (
        "What is left of the layer in a step is another unit each time, or none, so that even the "
        "training rows are not learned."
    ),
    "doctor.sorted_rows.why": (
        "Each step teaches one class and forgets the others; what came last is known best. "
        "Shuffled before every epoch, a mini-batch is a sample of all classes."
    ),
    "doctor.schedule_too_fast.why": (
        "A schedule counts updates, one a mini-batch, and not epochs: this one stops the network "
        "where it happens to be."
    ),
    "doctor.momentum_overshoots.why": (
        "With momentum d the velocity is the sum of some 1 / (1 - d) gradients: near 1 it goes on "
        "past the minimum, turns, and comes back too fast."
    ),
    "doctor.rate_too_high.why": (
        "Each step goes past the minimum and up the other side, further than it came from."
    ),
    "doctor.stopped_too_early.why": (
        "The loss on few held-out rows goes up and down from epoch to epoch; one worse epoch says "
        "nothing. With patience 10 to 50, and the best weights restored, waiting costs nothing."
    ),
    "doctor.watches_the_training_loss.why": (
        "The loss on the training rows only ever falls, so it never says stop. Held-out rows do."
    ),
    "doctor.noisy_labels.why": (
        "Single labels differ from all rows around them, so they are probably wrong. While the "
        "loss on held-out rows rises, the network learns them by heart. Stop before, and look at "
        "the rows that it disputes."
    ),
    "doctor.mutation_only_shrinks.why": (
        "A gene times a factor keeps its sign, so whatever sign it began with it has for ever. A "
        "mutation that adds pushes up and down can cross 0."
    ),
    "doctor.population_too_small.why": (
        "Selection can only choose among what is there; with so few, all are relatives after some "
        "generations."
    ),
    "doctor.no_elites.why": (
        "Without elitism the best individual is mated and mutated like all others, and what it "
        "had is lost. One or two that stay as they are cost nothing."
    ),
    "doctor.fitness_ties.why": (
        "Accuracy on n rows can only be one of n + 1 numbers, so most individuals tie and small "
        "improvements are invisible. The loss sees them."
    ),
    "doctor.mutation_too_strong.why": (
        "If a mutation leaves nothing of the parents, selection has nothing to work with: it is a "
        "random search. One gene in n, pushed a little, keeps what was good."
    ),
    "doctor.sigma_too_large.why": (
        "The gradient is estimated from samples around the centre; taken from so far away they "
        "tell nothing about the slope here."
    ),
    "doctor.colours_as_numbers.why": (
        "As one number, category 3 lies between 2 and 4. One input for each category lets the "
        "network treat each on its own."
    ),
    "doctor.nothing_to_learn.why": (
        "With shuffled labels a training ends at the same accuracy. No network can find what is "
        "not there: other inputs are needed."
    ),
    "doctor.linear_layers.why": (
        "A weighted sum of weighted sums is a weighted sum, so the border between classes stays a "
        "straight line, however many layers there are. An activation on each hidden layer bends "
        "it."
    ),
    "doctor.no_hidden_layer.why": (
        "One layer draws a straight border. The rows of a class lie together, but no straight "
        "line parts them from the others: that takes a hidden layer."
    ),
    "doctor.rate_too_low.why": "The direction is right and the steps are far too short.",
    "doctor.too_few_epochs.why": (
        "It was stopped on its way. Many more epochs cost little; early stopping on held-out rows "
        "ends them in time."
    ),
    "doctor.batch_too_large.why": (
        "The weights change once for each mini-batch. Larger ones make an epoch quicker, and the "
        "number of steps smaller; the loss was still on its way down."
    ),
    "doctor.too_few_units.why": (
        "Neighbouring rows have the same class, so there is a border to be found; it has more "
        "bends than so few units can make."
    ),
    "doctor.imbalance.why": (
        "A network that never names the rare class is rarely wrong. Weights of the classes count "
        "each class alike; look at recall, not at accuracy."
    ),
    "doctor.overfitting.why": (
        "From there on the network learns its training rows by heart. Stop there; or fewer units, "
        "L2 or dropout, or more rows."
    ),
    "doctor.column_twice.why": (
        "Only the sum of their weights is determined, so each training divides it otherwise, and "
        "none of the two weights means anything. Leave one out; L2 would share it evenly."
    ),
    "doctor.duplicates_across_the_split.why": (
        "What was learned by heart is known by heart: the test says nothing about new rows. Take "
        "each row once before splitting."
    ),
    "doctor.tiny_test_set.why": (
        "An accuracy on few rows has a large standard error: with other rows it would be another "
        "one. More test rows, or the mean over many splits, make it smaller."
    ),
    "doctor.rows_alike.why": (
        "What is the same in all rows cannot tell one label from another. Check which columns "
        "are learned from."
    ),
    "doctor.large_targets_diverge.why": (
        "The error is as large as the targets, and the step with it, so every step overshoots "
        "further. Standardized targets are around 1."
    ),
    "doctor.saturated_units.why": (
        "There the curve is flat: its derivative is nearly 0, and so is every gradient below. "
        "Steps that were too long have pushed them there."
    ),
    "doctor.inputs_unscaled.why": (
        "Large inputs push hidden units to where they are flat, and make steps that overshoot. "
        "Standardized inputs are around 1, as weights are made for."
    ),
    "doctor.targets_unscaled.why": (
        "To reach targets so far from 0 the weights must grow first, step by step. Standardized "
        "targets are around 1, and the predictions are in their own unit all the same."
    ),
}
