"""The rules, by name, in the order in which a finding tells most: each a function of a case."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from edunn.doctor.case import Case
from edunn.doctor.finding import Finding
from edunn.doctor.rules import (
    of_columns,
    of_evolution,
    of_first_weights,
    of_labels,
    of_networks,
    of_new_rows,
    of_rates,
    of_results,
    of_stopping,
)
from edunn.training.notes import BEGUN

Rule: TypeAlias = Callable[[Case], Finding | None]
"""What looks at a case, and finds something or nothing."""

START, RUN, END = range(3)
"""When a rule has enough to look at: before the first step; after the first epochs; at the end."""

ALL: tuple[tuple[Rule, int], ...] = (
    (of_new_rows.dropout_while_predicting, END),
    (of_new_rows.labels_from_one, END),
    (of_new_rows.new_rows_scaled_by_themselves, END),
    (of_new_rows.inverted_pictures, END),
    (of_new_rows.raw_rows_at_prediction, END),
    (of_labels.labels_slipped, END),
    (of_labels.split_of_sorted_rows, START),
    (of_results.patients_in_both_parts, END),
    (of_results.best_of_fifty, END),
    (of_results.one_lucky_seed, END),
    (of_columns.answer_in_disguise, START),
    (of_columns.missing_as_999, START),
    (of_labels.wild_targets, START),
    (of_labels.rows_alike, START),
    (of_networks.sigmoid_output, START),
    (of_networks.sigmoids_with_cross_entropy, START),
    (of_networks.relu_before_softmax, START),
    (of_networks.step_units, START),
    (of_first_weights.zero_weights, RUN),
    (of_first_weights.exploding_signal, START),
    (of_rates.large_inputs_diverge, START),
    (of_rates.large_targets_diverge, START),
    (of_rates.adam_rate_too_high, RUN),
    (of_first_weights.saturated_sigmoid, START),
    (of_first_weights.vanishing_gradient, START),
    (of_networks.mse_behind_sigmoid, RUN),
    (of_rates.columns_unscaled, RUN),
    (of_rates.inputs_unscaled, RUN),
    (of_labels.targets_unscaled, RUN),
    (of_first_weights.dead_relu, RUN),
    (of_first_weights.saturated_units, RUN),
    (of_rates.l1_too_strong, RUN),
    (of_networks.dropout_too_strong, RUN),
    (of_labels.sorted_rows, START),
    (of_rates.schedule_too_fast, START),
    (of_rates.momentum_overshoots, RUN),
    (of_rates.rate_too_high, RUN),
    (of_stopping.stopped_too_early, END),
    (of_stopping.watches_the_training_loss, RUN),
    (of_stopping.noisy_labels, RUN),
    (of_evolution.mutation_only_shrinks, RUN),
    (of_evolution.population_too_small, START),
    (of_evolution.no_elites, RUN),
    (of_evolution.fitness_ties, RUN),
    (of_evolution.mutation_too_strong, RUN),
    (of_evolution.sigma_too_large, RUN),
    (of_rates.rate_too_low, RUN),
    (of_columns.colours_as_numbers, END),
    (of_labels.nothing_to_learn, END),
    (of_networks.linear_layers, END),
    (of_networks.no_hidden_layer, END),
    (of_stopping.too_few_epochs, END),
    (of_stopping.batch_too_large, END),
    (of_networks.too_few_units, END),
    (of_labels.imbalance, END),
    (of_stopping.overfitting, RUN),
    (of_columns.column_twice, START),
    (of_labels.duplicates_across_the_split, START),
    (of_results.tiny_test_set, START),
)

RULES: dict[str, Rule] = {rule.__name__: rule for rule, _ in ALL}
"""By name."""

SINCE: dict[str, int] = {rule.__name__: since for rule, since in ALL}
"""Since when each of them may look."""


def known_by(epochs: int, is_over: bool) -> Iterator[tuple[str, Rule]]:
    """The rules that have enough to look at after so many epochs, by name.

    Example:
        >>> [name for name, _ in known_by(0, is_over=False)][0]
        'split_of_sorted_rows'
    """
    reached = END if is_over else RUN if epochs >= BEGUN else START
    return ((name, rule) for name, rule in RULES.items() if SINCE[name] <= reached)


__all__ = ["RULES", "Rule", "known_by"]
