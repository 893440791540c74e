"""What the doctor finds wrong, by the name of its rule, and the changes that it advises."""

FINDINGS = {
    "doctor.dropout_while_predicting": (
        "Two answers to the same rows differ in {differ:.0%} of them."
    ),
    "doctor.labels_from_one": (
        "Answers {step} agree with the labels in {moved:.0%} of the rows, answers as they are in "
        "{right:.0%}."
    ),
    "doctor.new_rows_scaled_by_themselves": (
        "The new rows have mean 0 and deviation 1 in every column: they were scaled by themselves."
    ),
    "doctor.inverted_pictures": (
        "The new pictures are bright ({here:.2f}), the training pictures dark ({there:.2f})."
    ),
    "doctor.raw_rows_at_prediction": (
        "{share:.0%} of the numbers lie more than three deviations from the training rows' mean."
    ),
    "doctor.labels_slipped": (
        "The labels have slipped by one row: nearest neighbours agree in {here:.0%} of the rows, "
        "and in {moved:.0%} if every label is moved by one."
    ),
    "doctor.split_of_sorted_rows": (
        "The class {name!r} is in one part of the rows only: they were sorted when they were split."
    ),
    "doctor.patients_in_both_parts": (
        "{shared:.0%} of the test rows belong to someone who is in the training rows, too."
    ),
    "doctor.best_of_fifty": (
        "The best of {count} has {best} on the test rows; all together {mean}."
    ),
    "doctor.best_of_fifty.fresh": (
        "The best of {count} has {best} on the test rows; all together {mean}, and on "
        "fresh rows it has {fresh}."
    ),
    "doctor.one_lucky_seed": (
        "The same training with {count} seeds ends between {low} and {high}."
    ),
    "doctor.answer_in_disguise": (
        "Column {column} alone is right in {best:.0%} of the rows; the next best in {second:.0%}."
    ),
    "doctor.missing_as_999": (
        "Column {column} is {value:g} in {share:.0%} of the rows, far outside of all others."
    ),
    "doctor.wild_targets": (
        "The farthest target is {distance:.0f} interquartile ranges from the median."
    ),
    "doctor.relu_before_softmax": (
        "{activation} stands between the last weights and softmax: {zeros:.0%} of the scores are "
        "exactly 0."
    ),
    "doctor.step_units": "The hidden units are steps, and no layer below them learns.",
    "doctor.zero_weights": "All units of hidden layer {layer} have the same weights.",
    "doctor.exploding_signal": (
        "From the first layer to the last the signal grows {growth:,.0f} times."
    ),
    "doctor.adam_rate_too_high": (
        "{name} with learning rate {rate:g} has made weights of {moved:.1f} on average."
    ),
    "doctor.saturated_sigmoid": (
        "{near:.0%} of the {activation} units sit at {low:g} or {high:g} from the start."
    ),
    "doctor.vanishing_gradient": (
        "The gradient of the first layer is {ratio:.1e} of that of the last."
    ),
    "doctor.mse_behind_sigmoid": (
        "{wrong:.0%} of the rows are surely wrong, and hardly move the weights."
    ),
    "doctor.columns_unscaled": (
        "The widest column spreads {ratio:,.0f} times as far as the narrowest, and accuracy is "
        "{accuracy:.1%}, where the most frequent class has {majority:.1%}."
    ),
    "doctor.dead_relu": "{dead:.0%} of the {activation} units are dead: 0 for every row.",
    "doctor.l1_too_strong": (
        "{gone:.0%} of the weights are 0 or nearly: the penalty has taken them."
    ),
    "doctor.dropout_too_strong": "Dropout {rate:g} leaves {left:.1f} units on average.",
    "doctor.sorted_rows": (
        "The rows are sorted by class and not shuffled: a mini-batch holds {kinds:.1f} classes."
    ),
    "doctor.schedule_too_fast": (
        "After a fifth of the training the learning rate is {left:.1e} of the first."
    ),
    "doctor.momentum_overshoots": (
        "The loss rises in {rising:.0%} of the later epochs, with momentum {decay:g}."
    ),
    "doctor.rate_too_high": "Training diverged with learning rate {rate:g}.",
    "doctor.rate_too_high.loss": (
        "The loss ended above its beginning with learning rate {rate:g}."
    ),
    "doctor.stopped_too_early": (
        "Early stopping ended the training after {epochs} epochs: its patience is {patience}."
    ),
    "doctor.watches_the_training_loss": (
        "Early stopping watches {monitor}, and the loss on held-out rows has been rising for "
        "{rising:.0%} of the epochs."
    ),
    "doctor.noisy_labels": (
        "About {noise:.0%} of the labels disagree with the rows around them, and the network has "
        "begun to learn them by heart."
    ),
    "doctor.mutation_only_shrinks": (
        "The mutation only multiplies genes: {negative:.0%} of the weights are below 0."
    ),
    "doctor.population_too_small": "The population has {size} individuals.",
    "doctor.no_elites": (
        "The best fitness falls in {falls:.0%} of the generations: there are no elites."
    ),
    "doctor.fitness_ties": "The best fitness took {values} values in {generations} generations.",
    "doctor.mutation_too_strong": (
        "The mean of the population has hardly risen ({rise:.0%} of the way): every gene is drawn "
        "anew with probability {probability:g}."
    ),
    "doctor.sigma_too_large": (
        "The samples' loss lies {distance:.1f} above that of their centre: sigma {sigma:g} is too "
        "large."
    ),
    "doctor.colours_as_numbers": (
        "Column {column} has {kinds} whole numbers that are names: taken one by one they are right "
        "in {known:.0%} of the rows, as a quantity in {cut:.0%}."
    ),
    "doctor.nothing_to_learn": (
        "The inputs seem not to know the answer: neighbours agree in {best:.0%} of the rows, the "
        "most frequent class has {majority:.0%}."
    ),
    "doctor.linear_layers": "No hidden layer bends anything: together they are one linear layer.",
    "doctor.no_hidden_layer": (
        "Without a hidden layer the training accuracy is {accuracy:.1%}, where the nearest "
        "neighbour is right in {neighbours:.0%} of the rows."
    ),
    "doctor.rate_too_low": (
        "The loss fell by {fall:.1%} in {epochs} epochs, a little in nearly every one."
    ),
    "doctor.too_few_epochs": "In the last epochs the loss still fell by {fall:.0%} each.",
    "doctor.batch_too_large": (
        "The whole training had {updates} updates: {size} of {rows} rows are in a mini-batch."
    ),
    "doctor.too_few_units": (
        "With {units} hidden units the network does not even learn its training rows "
        "({accuracy:.1%})."
    ),
    "doctor.imbalance": (
        "{majority:.0%} of the rows are of one class, and the network names it in {named:.0%}: "
        "accuracy {accuracy:.1%} is that of a guess."
    ),
    "doctor.column_twice": (
        "Columns {one} and {other} say the same: their correlation is {correlation:.4f}."
    ),
    "doctor.duplicates_across_the_split": (
        "{share:.0%} of the test rows are training rows as well."
    ),
    "doctor.tiny_test_set": "The accuracy rests on {rows} test rows: each is worth {each:.1%}.",
    "doctor.rows_alike": "All rows of inputs are the same, so nothing tells them apart.",
    "doctor.saturated_units": (
        "{near:.0%} of the {activation} units have come to sit at {low:g} or {high:g}."
    ),
    "doctor.inputs_unscaled": "The inputs reach {largest:g} and are not scaled.",
    "doctor.targets_unscaled": (
        "The targets reach {largest:g}, and a network starts with outputs around 0."
    ),
    "doctor.rate_too_high.jumps": "The loss jumps up and down, with learning rate {rate:g}.",
    "doctor.rate_too_low.still": (
        "In {epochs} epochs the weights have moved by {moved:.1e} of their size: the learning "
        "rate, {rate:g}, is too small."
    ),
    "doctor.change.standardize_targets": 'Model(..., target_scaling="standardize")',
    "doctor.vanishing_gradient.signal": (
        "From the first hidden layer to the last the signal shrinks to {ratio:.1e} of its size."
    ),
    "doctor.change.leave_out": "np.delete(x, {number}, axis=1)  # without column {column}",
    "doctor.change.missing": "x[x == {value:g}] = np.nan",
    "doctor.change.one_hot": "categorical=[{column}]",
    "doctor.change.one_gene": "mutation_probability=None  # one gene in n",
    "doctor.change.no_zeros": 'Model(...)  # leave out initializer="zeros"',
    "doctor.change.own_initializer": "Model(...)  # leave the initializer to EduNN",
    "doctor.change.hundredth_of_rate": "learning_rate={rate:g}",
    "doctor.change.hidden_activation": "{layers}  # the hidden layers",
    "doctor.change.other_inputs": "# other inputs: no network finds what is not in these",
    "doctor.change.unique_rows": "np.unique(rows, axis=0)  # before the split",
    "doctor.change.hidden_layer": '[8, "tanh"]  # before the last layer',
    "doctor.change.larger": '[64, "relu"], [32, "relu"]  # the hidden layers',
    "doctor.change.linear_output": "[{units}]  # the last layer, without an activation",
    "doctor.change.softmax_output": '[{units}, "softmax"]  # the last layer',
    "doctor.change.no_activation": '[{units}, "softmax"]  # without {activation} before softmax',
    "doctor.change.scaled_by_training_rows": "(x - train.mean(axis=0)) / train.std(axis=0)",
    "doctor.change.standardize": (
        '[inputs, {{"scale": "standardize"}}]  # the first element of the network'
    ),
    "doctor.change.calmer_momentum": "decay=0.9, learning_rate={rate:g}",
    "doctor.change.weaker_penalty": "regularizer={penalty}",
    "doctor.change.faster": "learning_rate={rate:g}",
    "doctor.change.split_by_group": "test = np.isin(patient, held_back)",
    "doctor.change.choose_by_validation": (
        "model.train(..., validation_data=validation)  # and evaluate(test) once"
    ),
    "doctor.change.larger_test_set": "data.split(test=0.4)",
    "doctor.measure.accuracy": "accuracy",
    "doctor.measure.r2": "R2",
    "doctor.measure.loss": "loss",
    "doctor.measure.held_out_loss": "held-out loss",
    "doctor.measure.held_out_accuracy": "accuracy on held-out rows",
    "doctor.measure.mean_recall": "mean recall",
    "doctor.measure.typical_error": "median absolute error",
    "doctor.measure.falls": "share of generations in which the best falls",
    "doctor.measure.without_column": "accuracy where that column is not known yet",
    "doctor.measure.weights_apart": "difference of two trainings' first weights",
    "doctor.measure.promise": "error of the accuracy that is promised",
    "doctor.measure.from_the_middle": "distance of one run, and of ten, from the middle",
    "doctor.measure.scatter": "scatter of the accuracy over splits",
    "doctor.measure.shuffled_labels": "accuracy, and with shuffled labels",
    "doctor.measure.new_rows": "accuracy on the new rows",
    "doctor.score.share": "{share:.1%}",
    "doctor.score.r2": "R2 {r2:.2f}",
    "doctor.measure.two_answers": "difference of two answers",
}
