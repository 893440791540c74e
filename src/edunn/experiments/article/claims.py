"""The article's claims as a table, and what may be said about each when the numbers are known."""

from collections.abc import Mapping

from edunn.experiments.article.experiments import Result
from edunn.experiments.article.judging import Claim, Finding, Verdict, judge, one_run, same_rows

CLAIMS: tuple[Claim, ...] = (
    Claim(
        about="iris",
        words="gradient descent learns Iris",
        because={
            Verdict.DEPENDS: "It can, but not from every start.",
            Verdict.FAILS: "With exact gradients and these settings it does not get there.",
        },
    ),
    Claim(
        about="iris-rate",
        words="too big a learning rate",
        worse_than="iris",
        because={
            Verdict.HOLDS: "Steps this long throw the hidden units to where their relu is flat; "
            "no slope is left to come back by. One answer for every flower is right for a third.",
            Verdict.IN_PART: "Steps this long do harm, but not as much as in the article's run.",
            Verdict.DEPENDS: "Some starts survive steps this long.",
            Verdict.FAILS: "The network learns in spite of such steps.",
        },
    ),
    Claim(
        about="iris-deep",
        words="too many hidden layers",
        worse_than="iris",
        because={
            Verdict.HOLDS: "The deeper network gets stuck from every start.",
            Verdict.IN_PART: "The deeper network is worse from every start, but not that bad.",
            Verdict.DEPENDS: "The deeper network learns from some starts and not from others.",
            Verdict.FAILS: "With exact gradients the second hidden layer does no harm. An accuracy "
            "of 0.33 is one answer for every flower: a run that got stuck, not a law about depth.",
        },
    ),
    Claim(
        about="iris-short",
        words="not enough epochs",
        worse_than="iris",
        because={
            Verdict.HOLDS: "After a fifth of the epochs no run has arrived.",
            Verdict.IN_PART: "After a fifth of the epochs no run has arrived; ours are elsewhere.",
            Verdict.DEPENDS: "After a fifth of the epochs some runs have arrived and others not.",
            Verdict.FAILS: "A fifth of the epochs is nearly enough; the rest adds little.",
        },
    ),
    Claim(
        about="iris-batch",
        words="bigger batch",
        worse_than="iris",
        because={
            Verdict.HOLDS: "Three steps an epoch instead of 150: it has hardly begun.",
            Verdict.IN_PART: "Three steps an epoch instead of 150: it has hardly begun, and the "
            "article's number is not among ours. The batch is not to blame: a larger one wants "
            "a larger rate or more epochs.",
            Verdict.DEPENDS: "Three steps an epoch are enough from some starts.",
            Verdict.FAILS: "Three steps an epoch are enough.",
        },
        asides=(
            "By the article's own numbers, batch 50 looks better than single rows after 100 epochs "
            "(0.76 and 0.65); ours are {iris-batch} and {iris-short}.",
        ),
    ),
    Claim(
        about="iris-genetic",
        words="the genetic algorithm learns Iris",
        because={
            Verdict.DEPENDS: "Its mutation can only shrink a weight and its initializer draws no "
            "negative one: no sign ever changes, every bias stays 0, and chance alone decides.",
            Verdict.FAILS: "Its mutation can only shrink a weight and its initializer draws no "
            "negative one: no sign ever changes, every bias stays 0, and chance alone decides.",
        },
        asides=(
            "With a mutation that can change signs, and 100 individuals: {iris-genetic-ours}.",
        ),
    ),
    Claim(
        about="iris-genetic",
        words="the genetic algorithm does worse than gradient descent (Iris)",
        worse_than="iris",
        because={
            Verdict.HOLDS: "So it is for the article's operators.",
            Verdict.IN_PART: "So it is for its operators, though its number is not among ours.",
            Verdict.DEPENDS: "Some of its runs are as good.",
            Verdict.FAILS: "It is as good.",
        },
        asides=("It need not be so for every genetic algorithm: ours has {iris-genetic-ours}.",),
    ),
    Claim(
        about="heart",
        words="gradient descent learns heart disease",
        because={
            Verdict.DEPENDS: "It can, but not from every start.",
            Verdict.FAILS: "With exact gradients and these settings it does not get there.",
        },
        asides=(
            "With first weights uniform in [0, 1), as the article draws them: {heart-uniform}.",
            "The columns must be standardised, which the article does not mention: raw ones give "
            "{heart-raw}, and the larger class alone is 0.541.",
            "On patients never seen: {heart held-out}.",
        ),
    ),
    Claim(
        about="heart-genetic",
        words="the genetic algorithm learns heart disease",
        because={
            Verdict.DEPENDS: "Fifty generations, each judged on ten patients: much is chance.",
            Verdict.FAILS: "Fifty generations, each judged on ten patients, are not enough.",
        },
        asides=("On raw columns: {heart-genetic-raw}.",),
    ),
    Claim(
        about="heart-genetic",
        words="the genetic algorithm does worse than gradient descent (Heart)",
        worse_than="heart",
        because={
            Verdict.HOLDS: "Fifty generations of ten patients each see little of the data.",
            Verdict.IN_PART: "Fifty generations, judged on ten patients each, see little of the "
            "data. The article's own number is not among ours.",
            Verdict.DEPENDS: "Some of its runs are as good.",
            Verdict.FAILS: "It is as good.",
        },
    ),
    Claim(
        about="mnist",
        words="gradient descent learns handwritten digits",
        because={
            Verdict.HOLDS: "A hundred epochs are not needed.",
            Verdict.FAILS: "With so few epochs it does not get there.",
        },
        asides=(
            "On the 10,000 digits held out: {mnist held-out}.",
            "A better recipe has {mnist-better held-out} there.",
        ),
    ),
)
"""What the article says, row by row."""


def judge_all(results: Mapping[str, Result]) -> tuple[Finding, ...]:
    """The verdict on every claim whose rows were measured, and on the method itself.

    Args:
        results: the result of each experiment, by its key.
    """
    judged = [judge(claim, results) for claim in CLAIMS]
    found = [finding for finding in judged if finding is not None]
    rows = list(results.values())
    return (*found, *([one_run(rows), same_rows(rows)] if rows else []))
