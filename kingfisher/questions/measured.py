"""The words by which measures find what they count: those of the question that asks about the neglect tool."""

from datetime import date

from kingfisher.questions.parameters import Parameters, standard

STRATEGY = ("neglect strategy", "neglect pathway", "neglect practice guidance")


def words_for_measures(day: date, parameters: Parameters | None = None) -> dict[str, tuple[str, ...]]:
    """Neglect, concerns and tools as a partnership's parameters say on the day, so that figures and questions agree."""
    held = parameters or standard()
    named = {name: held.words(f"neglect_tool.{name}", day) for name in ("neglect", "concerns", "tools")}
    return {**named, "strategy": STRATEGY}
