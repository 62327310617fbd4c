"""The table of docs/methods/funnel.md is what the functions give."""

import re
from pathlib import Path

import numpy as np

from legitimacy.indicators.funnel import benjamini_hochberg, proportion_funnel

PAGE = Path(__file__).parents[3] / "docs" / "methods" / "funnel.md"


def test_every_number_of_the_worked_table_comes_out() -> None:
    text = PAGE.read_text(encoding="utf-8")
    lines = [line.split("|")[1:-1] for line in text.splitlines() if re.match(r"\| [A-L] \|", line)]
    rows = [[float(number) for cell in line[1:] for number in re.findall(r"-?\d+\.?\d*", cell)] for line in lines]
    table = np.array(rows)
    assert table.shape == (12, 9)
    x, n = table[:, 0], table[:, 1]
    funnel = proportion_funnel(x, n)
    adjusted, bare = funnel.limits(n, 0.998), funnel.limits(n, 0.998, adjusted=False)
    computed = np.column_stack(
        [x / n, funnel.z, funnel.z_adjusted, adjusted.lower, adjusted.upper, bare.lower, bare.upper]
    )
    assert np.abs(table[:, 2:] - computed).max() <= 0.0051
    assert f"phi = {funnel.phi:.3f}" in text
    assert f"tau2 = {funnel.tau2:.6f}" in text
    assert f"theta0 = {funnel.theta0:.3f}" in text
    assert f"{x.sum():,.0f} of {n.sum():,.0f}" in text.replace("\n", " ")
    assert funnel.flags().tolist() == benjamini_hochberg(funnel.p_values).tolist() == [False] * 11 + [True]
