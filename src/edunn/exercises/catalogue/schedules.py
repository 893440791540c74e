"""Exercises on schedules: how the learning rate falls, and when to stop."""

from edunn.catalogue import find
from edunn.exercises.exercise import Exercise, mistake


def step_decay(t, initial, factor, steps):
    """A staircase: the learning rate is multiplied by factor after every so many steps.

    t: steps taken so far
    initial: the rate at first
    factor: what each drop multiplies it by
    steps: how long a stair is
    Returns the rate: initial * factor^floor(t / steps).
    """
    return find("schedule", "step", initial=initial, factor=factor, steps=steps)(t)


@mistake("It drops at every step", "One drop each `steps` steps, not one a step.")
def step_decay__every_step(t, initial, factor, steps):
    return initial * factor**t


@mistake(
    "The decayed rate is decayed again",
    "Each rate is computed from the initial one, not from the last.",
)
def step_decay__compounded(t, initial, factor, steps):
    rate = initial
    for k in range(t // steps + 1):
        rate = rate * factor**k
    return rate


@mistake("A straight line", "Each drop multiplies by the factor; a line soon falls below 0.")
def step_decay__linear(t, initial, factor, steps):
    return initial * (1 - (t // steps) * factor)


@mistake(
    "It drops again and again while the condition holds",
    "The drop belongs to the one step at which a new stair begins.",
)
def step_decay__drop_repeated(t, initial, factor, steps):
    rate = initial
    for k in range(1, t + 1):
        if k >= steps:
            rate *= factor
    return rate


@mistake(
    "It drops one step early",
    "t counts the steps that are taken, and starts at 0: a stair of 2 has t = 0 and t = 1.",
)
def step_decay__one_early(t, initial, factor, steps):
    return initial * factor ** ((t + 1) // steps)


@mistake("The floor is lost", "Without it the rate falls at every step, along a curve; use //.")
def step_decay__no_floor(t, initial, factor, steps):
    return initial * factor ** (t / steps)


STEP_DECAY = Exercise(
    solution=step_decay,
    title="a learning rate in steps",
    lesson=8,
    mistakes=(
        step_decay__every_step,
        step_decay__compounded,
        step_decay__linear,
        step_decay__drop_repeated,
        step_decay__one_early,
        step_decay__no_floor,
    ),
    small=(
        (3, 0.8, 0.5, 2),
        (9, 0.8, 0.5, 2),
    ),
    random=lambda random: (int(random.integers(10, 40)), 0.3, 0.9, 4),
    edge=(
        (0, 0.8, 0.5, 2),
        (2, 0.8, 0.5, 2),
    ),
    outputs=("rate",),
)


def early_stopping(losses, patience):
    """Early stopping: when to stop, and which epoch was the best, counted from 0.

    losses: a list, the validation loss of every epoch
    patience: it stops after so many epochs in a row without a new lowest loss
    Returns two whole numbers: the epoch at which it stops (the last one, if it never does), and
    the epoch with the lowest loss so far.
    """
    best, best_epoch, waited = float("inf"), -1, 0
    for epoch, loss in enumerate(losses):
        if loss < best:
            best, best_epoch, waited = loss, epoch, 0
        else:
            waited += 1
            if waited >= patience:
                return epoch, best_epoch
    return len(losses) - 1, best_epoch


@mistake("The counter is never set back", "A new best starts the waiting anew: epochs in a row.")
def early_stopping__counter_not_reset(losses, patience):
    best, best_epoch, waited = float("inf"), -1, 0
    for epoch, loss in enumerate(losses):
        if loss < best:
            best, best_epoch = loss, epoch
        else:
            waited += 1
            if waited >= patience:
                return epoch, best_epoch
    return len(losses) - 1, best_epoch


@mistake(
    "Compared with the epoch before, not with the best",
    "A slow recovery is not a new best: keep the lowest loss seen.",
)
def early_stopping__compared_with_the_last(losses, patience):
    last, best_epoch, waited = float("inf"), -1, 0
    for epoch, loss in enumerate(losses):
        if loss < last:
            best_epoch, waited = epoch, 0
        else:
            waited += 1
            if waited >= patience:
                return epoch, best_epoch
        last = loss
    return len(losses) - 1, best_epoch


@mistake(
    "The last epoch is called the best",
    "The network goes back to its best epoch, not to where it stopped.",
)
def early_stopping__last_for_best(losses, patience):
    best, waited = float("inf"), 0
    for epoch, loss in enumerate(losses):
        if loss < best:
            best, waited = loss, 0
        else:
            waited += 1
            if waited >= patience:
                return epoch, epoch
    return len(losses) - 1, len(losses) - 1


@mistake("A larger loss counts as better", "Losses fall; only accuracies rise.")
def early_stopping__larger_is_better(losses, patience):
    best, best_epoch, waited = -float("inf"), -1, 0
    for epoch, loss in enumerate(losses):
        if loss > best:
            best, best_epoch, waited = loss, epoch, 0
        else:
            waited += 1
            if waited >= patience:
                return epoch, best_epoch
    return len(losses) - 1, best_epoch


@mistake(
    "Waiting ends with any loss below the one before",
    "Only a new lowest loss sets the counter back: a slow recovery is not a new best.",
)
def early_stopping__reset_by_any_fall(losses, patience):
    best_epoch, waited = 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best_epoch]:
            best_epoch = epoch
        waited = waited + 1 if losses[epoch] >= losses[epoch - 1] else 0
        if waited >= patience:
            return epoch, best_epoch
    return len(losses) - 1, best_epoch


@mistake(
    "An equal loss counts as better",
    "Only a lower loss is a new best: on a plateau the waiting must come to its end.",
)
def early_stopping__equal_is_better(losses, patience):
    best, best_epoch, waited = float("inf"), -1, 0
    for epoch, loss in enumerate(losses):
        if loss <= best:
            best, best_epoch, waited = loss, epoch, 0
        else:
            waited += 1
            if waited >= patience:
                return epoch, best_epoch
    return len(losses) - 1, best_epoch


@mistake("It waits one epoch too long", "After `patience` epochs it stops, not after one more: >=.")
def early_stopping__one_too_long(losses, patience):
    best, best_epoch, waited = float("inf"), -1, 0
    for epoch, loss in enumerate(losses):
        if loss < best:
            best, best_epoch, waited = loss, epoch, 0
        else:
            waited += 1
            if waited > patience:
                return epoch, best_epoch
    return len(losses) - 1, best_epoch


EARLY_STOPPING = Exercise(
    solution=early_stopping,
    title="early stopping",
    lesson=10,
    mistakes=(
        early_stopping__counter_not_reset,
        early_stopping__compared_with_the_last,
        early_stopping__last_for_best,
        early_stopping__larger_is_better,
        early_stopping__reset_by_any_fall,
        early_stopping__equal_is_better,
        early_stopping__one_too_long,
    ),
    small=(
        ([0.5, 0.4, 0.6, 0.7], 2),
        ([0.9, 0.8, 0.85, 0.82, 0.7, 0.75, 0.72, 0.71, 0.6], 3),
    ),
    random=lambda random: (random.random(20).round(2).tolist(), 4),
    edge=(
        ([0.5, 0.4, 0.3], 2),
        ([0.5, 0.4, 0.4, 0.4, 0.3], 2),
    ),
    outputs=("stopped", "best"),
)


EXERCISES = (
    STEP_DECAY,
    EARLY_STOPPING,
)
"""All of this topic, from easy to hard."""
