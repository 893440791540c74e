"""The equations of evolution strategies that share them, in the letters of their papers."""

from edunn.formulas import Formula

AROUND_THETA = Formula(
    "x_i = theta + sigma*epsilon_i, epsilon_i ~ N(0, I)",
    r"x_i = \theta + \sigma \, \epsilon_i, \quad \epsilon_i \sim N(0, I)",
)
"""Individuals drawn around the present parameters."""

ADAM_STEP = Formula("theta' = Adam(theta, g)", r"\theta' = \operatorname{Adam}(\theta, g)")
"""The estimated gradient is left to an optimizer."""


def cma_update(*, is_diagonal: bool) -> Formula:
    r"""The update of C, the whole matrix or its diagonal.

    Example:
        >>> cma_update(is_diagonal=True).text
        "C' = decay C + c_1 p_c^2 + c_mu sum of w_i y_i^2"
    """
    path, step = ("p_c^2", "y_i^2") if is_diagonal else ("p_c p_c^T", "y_i y_i^T")
    squared = r"%s^{2}" if is_diagonal else r"%s \, %s^{\top}"
    one, many = (squared.replace("%s", letter) for letter in ("{p_c}", "{y_i}"))
    return Formula(
        f"C' = decay C + c_1 {path} + c_mu sum of w_i {step}",
        rf"C' = \text{{decay}} \cdot C + c_1 \, {one} + c_\mu \sum_i w_i \, {many}",
    )


CMA_PATHS = (
    Formula("y_w = sum of w_i y_i", r"y_w = \sum_i w_i \, y_i"),
    Formula("m' = m + sigma y_w", r"m' = m + \sigma \, y_w"),
    Formula(
        "p_sigma' = (1 - c_sigma) p_sigma + sqrt(c_sigma (2 - c_sigma) mu_eff) C^(-1/2) y_w",
        r"p_\sigma' = (1 - c_\sigma) \, p_\sigma"
        r" + \sqrt{c_\sigma (2 - c_\sigma) \, \mu_{\text{eff}}} \; C^{-1/2} \, y_w",
    ),
    Formula(
        "p_c' = (1 - c_c) p_c + h_sigma sqrt(c_c (2 - c_c) mu_eff) y_w",
        r"p_c' = (1 - c_c) \, p_c + h_\sigma \sqrt{c_c (2 - c_c) \, \mu_{\text{eff}}} \; y_w",
    ),
    Formula(
        "sigma' = sigma exp(c_sigma / d_sigma (|p_sigma'| / chi_n - 1))",
        r"\sigma' = \sigma \, \exp\left( \frac{c_\sigma}{d_\sigma}"
        r" \left( \frac{\lvert p_\sigma' \rvert}{\chi_n} - 1 \right) \right)",
    ),
)
"""Mean, evolution paths and step size: the same whatever the form of C."""
