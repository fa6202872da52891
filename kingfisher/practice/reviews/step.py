"""One step of a review: what every kind of them holds."""

from kingfisher.practice.steps import Happened

STEP_VERSION = 1


class Step(Happened, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """One thing that happened in a review."""
