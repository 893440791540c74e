"""Wrong programs written by someone who had not seen the known ones, each with its idea.

They are a sample of what a class hands in. Names fit what was done; a program without one is caught
all the same. Nothing here passes as right.
"""

from itertools import pairwise

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def neuron__threshold(x, w, b):
    """Takes b as a threshold that must be exceeded, so it is subtracted."""
    return sigmoid(np.dot(w, x) - b)


def neuron__outside(x, w, b):
    """The bias shifts the output, so it is added after the sigmoid."""
    return sigmoid(np.dot(w, x)) + b


def count_parameters__bias_per_layer(sizes):
    """One bias for each layer, not for each unit."""
    return sum(i * o + 1 for i, o in pairwise(sizes))


def count_parameters__input_biases(sizes):
    """Every unit has a bias, and the inputs are drawn as units too."""
    return sum(i * o for i, o in pairwise(sizes)) + sum(sizes)


def dense_forward__bias_each_product(x, W, b):
    """Every product w x gets the bias, then all are summed: I times the bias."""
    y = np.zeros((len(x), W.shape[1]))
    for r in range(len(x)):
        for o in range(W.shape[1]):
            for i in range(W.shape[0]):
                y[r, o] += x[r, i] * W[i, o] + b[o]
    return y


def dense_backward__dx_times_x(dy, x, W):
    """Chain rule 'multiplies by what went in', so dx is multiplied by x as well."""
    return x.T @ dy, dy.sum(0), (dy @ W.T) * x


def two_layer_backward__mask_of_gradient(x, t, W1, b1, W2, b2):
    """Relu going back is relu again: cuts the negative gradients instead of the dead units."""
    h = np.maximum(x @ W1 + b1, 0)
    dy = 2 * (h @ W2 + b2 - t) / len(x)
    dh = np.maximum(dy @ W2.T, 0)
    return x.T @ dh, dh.sum(0), h.T @ dy, dy.sum(0)


def two_layer_backward__sigmoid_slope(x, t, W1, b1, W2, b2):
    """Uses h (1 - h) as in the book's network of sigmoids, though the units are relu."""
    h = np.maximum(x @ W1 + b1, 0)
    dy = 2 * (h @ W2 + b2 - t) / len(x)
    dh = (dy @ W2.T) * h * (1 - h)
    return x.T @ dh, dh.sum(0), h.T @ dy, dy.sum(0)


def tanh__two_sigmoid_minus_one(x):
    """Remembers tanh = 2 sigmoid - 1, forgets the 2 inside."""
    x = np.clip(x, -500, 500)
    return 2 * sigmoid(x) - 1


def relu__step(x):
    """Thinks a rectifier tells whether a unit fires: 1 or 0."""
    return np.where(x > 0, 1.0, 0.0)


def relu__squash(x):
    """An activation squashes, so relu cuts at 0 and at 1."""
    return np.clip(x, 0, 1)


def sigmoid_derivative__inner_sign(x):
    """Quotient rule without the inner derivative -1 of exp(-x): the sign is wrong."""
    return -np.exp(-x) / (1 + np.exp(-x)) ** 2


def sigmoid_derivative__no_square(x):
    """Forgets the square below: exp(-x) / (1 + exp(-x)) is 1 - y."""
    return np.exp(-x) / (1 + np.exp(-x))


def relu_backward__times_value(dy, x):
    """Multiplies by relu(x) itself, not by its slope."""
    return dy * np.maximum(x, 0)


def softmax__global_max(z):
    """Subtracts the largest number of the whole table: rows far below underflow to 0 / 0."""
    e = np.exp(z - z.max())
    return e / e.sum(axis=1, keepdims=True)


def softmax__shares(z):
    """Probabilities are shares: shifts by the row's minimum, divides by the sum."""
    s = z - z.min(axis=1, keepdims=True) + 1e-12
    return s / s.sum(axis=1, keepdims=True)


def softmax__by_max(z):
    """Divides by the largest exponential, so that the winner has 1."""
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.max(axis=1, keepdims=True)


def softmax_backward__diagonal(dy, y):
    """Takes softmax for a sigmoid on each number: dy y (1 - y)."""
    return dy * y * (1 - y)


def softmax_backward__all_rows(dy, y):
    """Sums dy y over the whole table, not over each row."""
    return y * (dy - (dy * y).sum())


def mse__square_of_mean(y, t):
    """Takes the mean first and squares after: errors of opposite sign cancel."""
    return np.mean(y - t) ** 2


def mse_gradient__mean_everywhere(y, t):
    """The loss is a mean, so the gradient is a mean: one number at all places."""
    return np.full_like(y, 2 * np.mean(y - t), dtype=float)


def cross_entropy__predicted_class(p, t):
    """Takes -log of the largest probability, the predicted class, not of the true one."""
    return -np.mean(np.log(np.maximum(p.max(axis=1), 1e-7)))


def cross_entropy__all_classes(p, t):
    """Adds (1 - t) log(1 - p) for the other classes, as in the binary case."""
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean(np.sum(t * np.log(p) + (1 - t) * np.log(1 - p), axis=1))


def softmax_cross_entropy_gradient__sigmoid_slope(z, t):
    """Multiplies p - t by the slope p (1 - p): the activation is derived twice."""
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return (p - t) * p * (1 - p) / len(z)


def binary_cross_entropy__log2(p, t):
    """Entropy is counted in bits, so log2."""
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean(t * np.log2(p) + (1 - t) * np.log2(1 - p))


def numerical_gradient__all_at_once(f, x, h):
    """Moves all numbers of x by h at once: the slope along the diagonal, for every place."""
    return np.full(len(x), (f(x + h) - f(x - h)) / (2 * h))


def numerical_gradient__not_restored(f, x, h):
    """Works on a copy, but does not put each number back before the next."""
    x = np.array(x, dtype=float)
    g = np.zeros(len(x))
    for i in range(len(x)):
        x[i] += h
        up = f(x)
        x[i] -= 2 * h
        g[i] = (up - f(x)) / (2 * h)
    return g


def linear_gradient__product_of_means(x, t, w, b):
    """Takes the mean of a product for the product of the means."""
    error = w * x + b - t
    return 2 * np.mean(error) * np.mean(x), 2 * np.mean(error)


def linear_gradient__times_w(x, t, w, b):
    """Derives w x by x, not by w: the error times w."""
    error = w * x + b - t
    return 2 * np.mean(error * w), 2 * np.mean(error)


def train_linear__bias_after_weights(x, t, theta0, rate, epochs):
    """Updates the weights, predicts again, then updates the bias."""
    w, b = np.array(theta0[:-1], dtype=float), float(theta0[-1])
    for _ in range(epochs):
        w = w - rate * 2 * x.T @ (x @ w + b - t) / len(x)
        b = b - rate * 2 * np.mean(x @ w + b - t)
    return np.append(w, b)


def train_linear__row_by_row(x, t, theta0, rate, epochs):
    """A step after every row, as in stochastic gradient descent."""
    theta = np.array(theta0, dtype=float)
    for _ in range(epochs):
        for row, target in zip(x, t, strict=True):
            one = np.append(row, 1)
            theta = theta - rate * 2 * (one @ theta - target) * one
    return theta


def sgd_step__relative(theta, g, rate):
    """Shrinks every parameter by a share: theta (1 - rate g)."""
    return theta * (1 - rate * g)


def sgd_step__unit_length(theta, g, rate):
    """Only the direction counts: the rate is the length of the step."""
    return theta - rate * g / np.linalg.norm(g)


def momentum_step__running_mean(theta, v, g, rate, decay):
    """Takes the velocity for a running mean of gradients, and steps against it."""
    v = decay * v + (1 - decay) * g
    return theta - rate * v, v


def adam_step__keeps_corrected(theta, m, v, t, g, rate, beta1, beta2):
    """Gives back the corrected means as the state, so they are corrected again and again."""
    m = (beta1 * m + (1 - beta1) * g) / (1 - beta1 ** (t + 1))
    v = (beta2 * v + (1 - beta2) * g**2) / (1 - beta2 ** (t + 1))
    return theta - rate * m / (np.sqrt(v) + 1e-8), m, v


def adam_step__only_m(theta, m, v, t, g, rate, beta1, beta2):
    """Corrects the mean of g, but not the mean of g^2."""
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return theta - rate * m / (1 - beta1 ** (t + 1)) / (np.sqrt(v) + 1e-8), m, v


def clip_gradient__always(g, limit):
    """Scales every gradient to the limit, the short ones too."""
    n = np.linalg.norm(g)
    return g * limit / n if n > 0 else g


def clip_gradient__unit(g, limit):
    """Divides by the length if it is too long, and leaves it at length 1."""
    n = np.linalg.norm(g)
    return g / n if n > limit else g


def step_decay__one_early(t, initial, factor, steps):
    """Counts the step that is about to be taken: floor((t + 1) / steps)."""
    return initial * factor ** ((t + 1) // steps)


def early_stopping__against_previous(losses, patience):
    """Counts epochs worse than the one before, not worse than the best."""
    bad, best = 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        bad = bad + 1 if losses[epoch] >= losses[epoch - 1] else 0
        if bad == patience:
            return epoch, best
    return len(losses) - 1, best


def early_stopping__never_reset(losses, patience):
    """Counts all epochs without a new best, never back to 0."""
    bad, best = 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        else:
            bad += 1
        if bad == patience:
            return epoch, best
    return len(losses) - 1, best


def l2_gradient__penalty_itself(dW, db, W, b, strength):
    """Adds the penalty, strength / 2 W^2, not its derivative."""
    return dW + strength / 2 * W**2, db


def dropout__scales_in_prediction(x, rate, u, is_training):
    """Classic dropout: nothing is scaled in training, and everything by 1 - rate in prediction."""
    if not is_training:
        return x * (1 - rate)
    return np.where(u < rate, 0.0, x)


def he_normal__outputs(inputs, outputs, random):
    """Counts what goes out of the layer, not what comes in."""
    return random.normal(0, np.sqrt(2 / outputs), (inputs, outputs))


def one_hot__from_one(labels, classes):
    """Counts classes from 1: class k stands at place k - 1 (and 0 at the end)."""
    return np.eye(classes)[np.asarray(labels) - 1]


def mini_batches__blocks(x, t, size, random):
    """Shuffles the batches, not the rows: neighbours stay together."""
    starts = np.arange(0, len(x), size)
    return [(x[s : s + size], t[s : s + size]) for s in random.permutation(starts)]


def mini_batches__with_replacement(x, t, size, random):
    """Draws each batch anew by chance: rows occur twice, or not at all."""
    batches = []
    for start in range(0, len(x), size):
        rows = random.integers(0, len(x), min(size, len(x) - start))
        batches.append((x[rows], t[rows]))
    return batches


def standardize__sample_deviation(train, test):
    """Divides by N - 1 in the deviation, as in the statistics course."""
    mean, deviation = train.mean(0), train.std(0, ddof=1)
    deviation = np.where(deviation == 0, 1, deviation)
    return (train - mean) / deviation, (test - mean) / deviation


def accuracy__broadcast(p, labels):
    """Compares (B,) with (B, 1), which gives a (B, B) table, and takes its mean."""
    return np.mean(p.argmax(axis=1) == np.asarray(labels))


def confusion_matrix__no_accumulation(true, predicted, classes):
    """matrix[true, predicted] += 1 counts every pair once, however often it occurs."""
    matrix = np.zeros((classes, classes), dtype=int)
    matrix[true, predicted] += 1
    return matrix


def precision_recall_f1__recall_of_correct(true, predicted):
    """Recall as a share of all that are right: TP / (TP + TN)."""
    tp = np.sum((true == 1) & (predicted == 1))
    tn = np.sum((true == 0) & (predicted == 0))
    fp = np.sum((true == 0) & (predicted == 1))
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + tn) if tp + tn else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if tp else 0.0


def r2__correlation(true, predicted):
    """Takes R^2 for the square of the correlation."""
    return np.corrcoef(true, predicted)[0, 1] ** 2


def roulette__always_from_worst(fitness, u):
    """Counts from the worst always: the worst never gets a slice."""
    slices = fitness - np.min(fitness)
    if slices.sum() == 0:
        slices = np.ones(len(fitness))
    edges = np.cumsum(slices) / slices.sum()
    return np.searchsorted(edges, u, side="right")


def uniform_crossover__one_point(mother, father, random):
    """Cuts both at one point, and takes the beginning of one and the end of the other."""
    cut = random.integers(1, len(mother))
    return np.concatenate([mother[:cut], father[cut:]])


def next_generation__population_order(population, fitness, children, elitism):
    """Keeps the best, in the order in which they stood in the population."""
    best = np.sort(np.argsort(-fitness, kind="stable")[:elitism])
    return np.concatenate([population[best], children[: len(population) - elitism]])


def one_generation__factor(population, fitness, entrants, coins, noise, elitism):
    """The mutation changes a gene by a share of itself: times 1 + noise."""
    elites = population[np.argsort(-fitness, kind="stable")[:elitism]]
    winners = np.take_along_axis(entrants, fitness[entrants].argmax(-1)[..., None], -1)[..., 0]
    children = np.where(coins, population[winners[:, 0]], population[winners[:, 1]])
    return np.concatenate([elites, children * (1 + noise)])


def output_size__one_inside(pixels, kernel, stride, padding):
    """Counts the places at stride 1, and divides those by the stride."""
    return (pixels + 2 * padding - kernel + 1) // stride


def max_pool__plain_reshape(x, size):
    """Reshapes straight to (H / size, V / size, size, size): runs along a row, not windows."""
    H, V = x.shape
    return x.reshape(H // size, V // size, size, size).max(axis=(2, 3))


def conv2d_backward__overwrites(dy, x, K, stride):
    """Writes each window's share into dx with = where += is needed: overlaps are lost."""
    h, v = K.shape
    dK, dx = np.zeros(K.shape), np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            rows, columns = slice(i * stride, i * stride + h), slice(j * stride, j * stride + v)
            dK += dy[i, j] * x[rows, columns]
            dx[rows, columns] = dy[i, j] * K
    return dK, dy.sum(), dx


def simple_rnn_step__memory_outside(x, h, W, U, b):
    """Only the new input goes through tanh; the memory is added as it is."""
    return np.tanh(x @ W + b) + h @ U


def two_layer_forward__relu_at_the_end(x, W1, b1, W2, b2):
    """Every layer has its activation, so relu at the end, too."""
    return np.maximum(np.maximum(x @ W1 + b1, 0) @ W2 + b2, 0)


def two_layer_forward__sigmoid(x, W1, b1, W2, b2):
    """Uses the sigmoid of lesson 1 between the layers."""
    return 1 / (1 + np.exp(-(x @ W1 + b1))) @ W2 + b2


def tanh_derivative__no_square(x):
    """1 - tanh(x): the square is forgotten."""
    return 1 - np.tanh(x)


def tanh_derivative__sigmoid_rule(x):
    """y (1 - y), the rule of the sigmoid, with y = tanh(x)."""
    y = np.tanh(x)
    return y * (1 - y)


def sigmoid__clipped_narrow(x):
    """Clips x at 10 against the overflow, which cuts the curve visibly."""
    return 1 / (1 + np.exp(-np.clip(x, -10, 10)))


def mae_gradient__like_mse(y, t):
    """2 (y - t) / n, as for the squared error."""
    return 2 * (y - t) / y.size


def mae_gradient__one_at_zero(y, t):
    """np.where(y >= t, 1, -1): gives 1 where y equals t."""
    return np.where(y >= t, 1.0, -1.0) / y.size


def leaky_relu_backward__slope_of_dy(dy, x, slope_below):
    """Asks whether the gradient is above 0, not whether x is."""
    return np.where(dy > 0, dy, slope_below * dy)


def leaky_relu_backward__forward_again(dy, x, slope_below):
    """Multiplies by the output of leaky relu, not by its slope."""
    return dy * np.where(x > 0, x, slope_below * x)


def binary_cross_entropy_gradient__batch_lost(p, t):
    """The gradient of each row; forgets that the loss is a mean."""
    return (p - t) / (p * (1 - p))


def binary_cross_entropy_gradient__only_yes(p, t):
    """Derives -t log p only."""
    return -t / p / len(p)


def binary_cross_entropy_from_logits__clipped(z, t):
    """Clips the probability at 1e-7, as in the other loss."""
    p = np.clip(0.5 * (1 + np.tanh(z / 2)), 1e-7, 1 - 1e-7)
    return -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))


def train_logistic__bias_forgotten(x, t, theta0, rate, epochs):
    """The bias never moves."""
    theta = np.array(theta0, dtype=float)
    for _ in range(epochs):
        p = 1 / (1 + np.exp(-(x @ theta[:-1] + theta[-1])))
        theta[:-1] -= rate * x.T @ (p - t) / len(t)
    return theta


def train_logistic__two(x, t, theta0, rate, epochs):
    """Keeps the factor 2 of the squared error."""
    theta = np.array(theta0, dtype=float)
    for _ in range(epochs):
        p = 1 / (1 + np.exp(-(x @ theta[:-1] + theta[-1])))
        theta = theta - rate * 2 * np.append(x.T @ (p - t), (p - t).sum()) / len(t)
    return theta


def classify__last_of_equals(p):
    """Goes through the classes with >=, so the last of equals wins."""
    found = []
    for row in p:
        best = 0
        for k in range(len(row)):
            if row[k] >= row[best]:
                best = k
        found.append(best)
    return found


def nesterov_step__new_from_ahead(theta, v, g, rate, decay):
    """Looks ahead with the old velocity: theta + decay v - rate g."""
    return theta + decay * v - rate * g, decay * v - rate * g


def rmsprop_step__old_mean(theta, s, g, rate, rho, epsilon):
    """Divides by the root of the old mean of squares."""
    return theta - rate * g / (np.sqrt(s) + epsilon), rho * s + (1 - rho) * g**2


def l1_gradient__mean_of_weights(dW, W, strength):
    """Takes the mean of |W| for the penalty: divides by the number of weights."""
    return dW + strength * np.sign(W) / W.size


def dropout_backward__dx_scaled_by_rate(dy, u, rate):
    """Multiplies by 1 - rate instead of dividing, as 'backward turns everything round'."""
    return dy * (u >= rate) * (1 - rate)


def glorot_uniform__from_zero(inputs, outputs, random):
    """Draws from 0 to a: forgets the negative half."""
    a = np.sqrt(6 / (inputs + outputs))
    return random.uniform(0, a, (inputs, outputs))


def min_max__test_clipped(train, test):
    """Cuts test values off at 0 and 1, as 'min-max is from 0 to 1'."""
    low, span = train.min(0), np.ptp(train, axis=0)
    span = np.where(span == 0, 1, span)
    return (train - low) / span, np.clip((test - low) / span, 0, 1)


def train_validation_split__coin_for_each_row(x, t, share, random):
    """A coin for each row: the number set aside is right on average only."""
    held = random.random(len(x)) < share
    return x[~held], t[~held], x[held], t[held]


def f1_macro__one_point_in_denominator(true, predicted, classes):
    """Counts TP once below: TP / (TP + FP + FN), the Jaccard index."""
    scores = []
    for c in range(classes):
        tp = np.sum((true == c) & (predicted == c))
        wrong = np.sum((true == c) != (predicted == c))
        scores.append(tp / (tp + wrong) if tp + wrong else 0.0)
    return np.mean(scores)


def tournament__place_in_entrants(fitness, entrants):
    """Gives back the place among the entrants, not the row of the population."""
    return fitness[entrants].argmax(axis=1)


def gaussian_mutation__all_or_nothing(genes, probability, scale, random):
    """Throws one coin for the whole individual."""
    if random.random() < probability:
        return genes + random.normal(0, scale, len(genes))
    return genes.copy()


def evolution_gradient__mean_of_directions(epsilon, fitness, sigma):
    """Divides by sigma squared, as the noise has variance sigma^2."""
    return fitness @ epsilon / (len(fitness) * sigma**2)


def attention__scaled_by_keys(q, k, v):
    """Divides by the root of the number of keys, not of their length."""
    z = q @ k.T / np.sqrt(len(k))
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True) @ v


def conv2d__stride_as_size(x, K, b, stride):
    """Counts places as H // stride, and lets windows at the border be smaller."""
    h, v = K.shape
    rows, columns = -(-x.shape[0] // stride), -(-x.shape[1] // stride)
    y = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[i * stride : i * stride + h, j * stride : j * stride + v]
            y[i, j] = np.sum(window * K[: window.shape[0], : window.shape[1]]) + b
    return y


def max_pool_backward__all_of_equals(dy, x, size, stride):
    """Gives dy to all pixels that equal the largest one."""
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            rows = slice(i * stride, i * stride + size)
            columns = slice(j * stride, j * stride + size)
            window = x[rows, columns]
            dx[rows, columns] += dy[i, j] * (window == window.max())
    return dx


def relative_error__mean_below(a, n):
    """Divides by the sum of both, as in other books: |a - n| / (|a| + |n|)."""
    return np.max(np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-8))


NAMED = {
    neuron__threshold: "bias-subtracted",
    neuron__outside: "bias-outside",
    count_parameters__bias_per_layer: "one-bias-a-layer",
    count_parameters__input_biases: "biases-of-inputs",
    dense_forward__bias_each_product: "bias-inside-the-sum",
    dense_backward__dx_times_x: "x-in-dx",
    two_layer_backward__mask_of_gradient: "relu-of-the-gradient",
    two_layer_backward__sigmoid_slope: "sigmoid-derivative",
    tanh__two_sigmoid_minus_one: "sigmoid-undoubled",
    relu__step: "derivative",
    relu__squash: "bounded",
    sigmoid_derivative__inner_sign: "sign",
    sigmoid_derivative__no_square: "factor-lost",
    relu_backward__times_value: "value-for-derivative",
    softmax__global_max: "shift-of-the-batch",
    softmax__shares: None,
    softmax__by_max: None,
    softmax_backward__diagonal: "diagonal-only",
    softmax_backward__all_rows: "batch-sum",
    mse__square_of_mean: "mean-then-square",
    mse_gradient__mean_everywhere: "mean-of-all",
    cross_entropy__predicted_class: "predicted-class",
    cross_entropy__all_classes: "binary-for-each-class",
    softmax_cross_entropy_gradient__sigmoid_slope: "derived-twice",
    binary_cross_entropy__log2: "base-two",
    numerical_gradient__all_at_once: "all-at-once",
    numerical_gradient__not_restored: "not-put-back",
    linear_gradient__product_of_means: "product-of-means",
    linear_gradient__times_w: "w-for-x",
    train_linear__bias_after_weights: "bias-after-weights",
    train_linear__row_by_row: "row-by-row",
    sgd_step__relative: "theta-scaled",
    sgd_step__unit_length: "length-one",
    momentum_step__running_mean: "running-mean",
    adam_step__keeps_corrected: "corrected-kept",
    adam_step__only_m: "v-not-corrected",
    clip_gradient__always: "always-scaled",
    clip_gradient__unit: "length-one",
    step_decay__one_early: "one-early",
    early_stopping__against_previous: "reset-by-any-fall",
    early_stopping__never_reset: "counter-not-reset",
    l2_gradient__penalty_itself: "penalty-itself",
    dropout__scales_in_prediction: "not-inverted",
    he_normal__outputs: "fan-out",
    one_hot__from_one: "counted-from-one",
    mini_batches__blocks: "of-neighbours",
    mini_batches__with_replacement: "with-replacement",
    standardize__sample_deviation: "sample-deviation",
    accuracy__broadcast: "broadcast",
    confusion_matrix__no_accumulation: "counted-once",
    precision_recall_f1__recall_of_correct: None,
    r2__correlation: "squared-correlation",
    roulette__always_from_worst: "always-shifted",
    uniform_crossover__one_point: "one-point",
    next_generation__population_order: "order-of-the-population",
    one_generation__factor: "relative-noise",
    output_size__one_inside: "bracket",
    max_pool__plain_reshape: "along-rows",
    conv2d_backward__overwrites: "overwritten",
    simple_rnn_step__memory_outside: "state-outside",
    two_layer_forward__relu_at_the_end: "relu-at-the-end",
    two_layer_forward__sigmoid: "sigmoid",
    tanh_derivative__no_square: "square-lost",
    tanh_derivative__sigmoid_rule: "rule-of-the-sigmoid",
    sigmoid__clipped_narrow: None,
    mae_gradient__like_mse: "square-gradient",
    mae_gradient__one_at_zero: "push-at-zero",
    leaky_relu_backward__slope_of_dy: "leaky-of-the-gradient",
    leaky_relu_backward__forward_again: "times-the-output",
    binary_cross_entropy_gradient__batch_lost: "not-divided",
    binary_cross_entropy_gradient__only_yes: "only-yes-rows",
    binary_cross_entropy_from_logits__clipped: "clipped",
    train_logistic__bias_forgotten: "bias-not-trained",
    train_logistic__two: "two",
    classify__last_of_equals: "last-of-equals",
    nesterov_step__new_from_ahead: "plain-momentum",
    rmsprop_step__old_mean: "old-mean",
    l1_gradient__mean_of_weights: None,
    dropout_backward__dx_scaled_by_rate: "scale-inverted",
    glorot_uniform__from_zero: "only-positive",
    min_max__test_clipped: "clipped",
    train_validation_split__coin_for_each_row: "coin-for-each-row",
    f1_macro__one_point_in_denominator: "two-lost",
    tournament__place_in_entrants: "place-of-the-entrant",
    gaussian_mutation__all_or_nothing: "one-coin",
    evolution_gradient__mean_of_directions: "sigma-squared",
    attention__scaled_by_keys: "number-of-keys",
    conv2d__stride_as_size: None,
    max_pool_backward__all_of_equals: "every-largest",
    relative_error__mean_below: "by-the-sum",
}
"""The id of the known mistake that each is recognized as; None if it is merely caught."""
