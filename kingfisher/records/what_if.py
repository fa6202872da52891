"""Which questions would a changed parameter have opened or spared on one family? For the panel of its open review."""

from datetime import date

from kingfisher.agencies.models import Practitioner
from kingfisher.questions.what_if import Compared, compare
from kingfisher.records.access import Act, prove
from kingfisher.records.chronologies import whole_chronology
from kingfisher.records.models import Family
from kingfisher.records.partnership import parameters


def what_if(*, by: Practitioner, family: Family, name: str, value: int, as_at: date, at: date) -> Compared:
    """The whole record up to the end of `as_at`, by the parameters here and by them with `name` at `value` on every
    day. Proved and trailed; raises `AccessRefused`, and `GuidanceError` for a name that is no number."""
    prove(by, Act.WHAT_IF, family, at, purpose=f"what if {name} were {value}")
    now = parameters()
    return compare(whole_chronology(family), as_at, now, now.supposing(name, value))
