"""A linear programme, written down piece by piece and solved: the only file that knows the solver.

The same programme gives the same answer on every machine only when one answer is best: whoever writes one adds costs so
small that they do nothing but choose between equals.
"""

from typing import Any

import highspy

_NO_END = highspy.kHighsInf


class Programme:
    """Unknown numbers, what they cost, and what must hold between them. The cheapest numbers are the answer."""

    def __init__(self) -> None:
        self._cost: list[float] = []
        self._lower: list[float] = []
        self._floor: list[float] = []
        self._starts = [0]
        self._index: list[int] = []
        self._value: list[float] = []

    def unknown(self, cost: float = 0.0, *, lowest: float = 0.0) -> int:
        """A new number, no less than `lowest`, that costs so much for each 1."""
        self._cost.append(cost)
        self._lower.append(lowest)
        return len(self._cost) - 1

    def at_least(self, floor: float, *terms: tuple[int, float]) -> None:
        """The sum of the numbers, each times its factor, is no less than `floor`."""
        self._index.extend(number for number, _ in terms)
        self._value.extend(factor for _, factor in terms)
        self._starts.append(len(self._index))
        self._floor.append(floor)

    def near(self, target: float, weight: float, *terms: tuple[int, float]) -> None:
        """The sum costs `weight` for each 1 that it is away from `target`, either way."""
        away = self.unknown(weight)
        self.at_least(target, (away, 1.0), *terms)
        self.at_least(-target, (away, 1.0), *((number, -factor) for number, factor in terms))

    def solve(self) -> list[float]:
        """The cheapest numbers, in the order they were made. Raises `ValueError` when nothing satisfies the whole."""
        if not self._cost:
            return []
        solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("solver", "simplex")
        solver.passModel(self._model())
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise ValueError("Nothing satisfies all that was asked of these numbers together.")
        return list(solver.getSolution().col_value)

    def _model(self) -> "highspy.HighsLp":
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self._cost), len(self._floor)
        model.col_cost_, model.col_lower_ = self._cost, self._lower
        model.col_upper_ = [_NO_END] * len(self._cost)
        model.row_lower_, model.row_upper_ = self._floor, [_NO_END] * len(self._floor)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = self._starts
        model.a_matrix_.index_ = self._index
        model.a_matrix_.value_ = self._value
        return model
