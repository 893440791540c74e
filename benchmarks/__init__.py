"""Benchmarks: EduNN and its peers, side by side on the same work. `make bench` runs them all.

How a comparison is made, so that a busy machine cannot decide it:

    build    each contestant: the same data, architecture, dtype, number of threads, first weights
    warm up  each does the work once, unmeasured
    rounds   in every round each does the work once, one after the other; EduNN's seconds against
             a peer's, *of the same round*, is one ratio; the median ratio is the result

`comparison` has the rules, `workloads` the comparisons, `trials` what EduNN does alone; `growth`
and `memory` measure how time and memory grow, `peers/` has one framework a file, `report/` writes
the page from `sheet`s. `scaling/` and `studio/` have commands and pages of their own. A new
comparison is a `Workload`; a new framework is a `Contestant` and an `Entrant`.
"""
