"""Benchmarks: EduNN and its peers, side by side on the same work. `make bench` runs them all.

How a comparison is made, so that a busy machine cannot decide it:

    build    each contestant: the same data, architecture, dtype, number of threads, first weights
    warm up  each does the work once, unmeasured
    rounds   in every round each does the work once, one after the other; EduNN's seconds against
             a peer's, *of the same round*, is one ratio; the median ratio is the result

`work` says what is compared and how, `workloads/` holds one comparison a file, `peers/` one
framework a file, `report/` what is told of it. A new comparison is a `Workload` in
`workloads/__init__.py`; a new framework is a `Contestant`.
"""
