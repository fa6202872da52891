"""What stands beside a record and an entry: who looked, the row of the file as sent, what has been said of a pair.

Asked only after access is proved: these read by what they are given.
"""

from datetime import date

import msgspec
from django.db.models import Q, QuerySet

from kingfisher.agencies.models import Practitioner
from kingfisher.questions.question import Question
from kingfisher.records.asked_of import may_answer
from kingfisher.records.chronologies import family_value, whole_chronology
from kingfisher.records.content import read_as
from kingfisher.records.footing import Part, footing_in
from kingfisher.records.models import BatchRow, EntryRow, Family, TrailRow
from kingfisher.records.partnership import ask
from kingfisher.records.standings import QUESTION, standings_for
from kingfisher.records.visible import entries_for

LATELY = 100  # rows of the trail that a page shows


def looks_at(family: Family, *, most: int = LATELY) -> QuerySet[TrailRow]:
    """The latest readings, acts and refusals on a family's record and its entries, newest first."""
    return TrailRow.objects.filter(things__contains=f"family:{family.ref}")[:most]


def cells_of(row: EntryRow) -> tuple[str, ...]:
    """The cells of the file's row an entry came from, as sent; () when it came from no file."""
    found = BatchRow.objects.filter(entry_id=row.entry_id).exclude(entry_id="").first()
    if found is None:
        return ()
    read = msgspec.json.decode(found.read)
    return tuple(str(cell) for cell in read.get("cells") or read.get("proposed", {}).get("cells", ()))


def answered_pairs(family: Family, entry_id: str) -> frozenset[str]:
    """The entries of which a person has said whether they tell of the same happening as this one, or not."""
    said = family.same_happenings.filter(Q(first=entry_id) | Q(second=entry_id)).values_list("first", "second")
    return frozenset(one for pair in said for one in pair if one != entry_id)


def questions_for(practitioner: Practitioner, family: Family, as_at: date, *, at: date) -> list[Question]:
    """The questions that stand open on the whole record at the end of `as_at`, of them those that concern the
    practitioner (`asked_of.py`) and rest only on entries they may see on the day `at`. For that day itself the
    standings held are enough."""
    footing, people = footing_in(practitioner, family, at), family_value(family)
    if as_at == at:
        held = standings_for(practitioner, family, at)
        found = [read_as(Question, one.value) for one in held if one.what == QUESTION]
    else:
        seen = frozenset(entries_for(practitioner, family, at, superseded=True).values_list("entry_id", flat=True))
        found = [one for one in ask(whole_chronology(family), as_at) if seen.issuperset(one.rests_on)]
    return [question for question in found if may_answer(footing, people, question)]


def sees_everything(practitioner: Practitioner, family: Family, at: date) -> bool:
    """True for the panel of an open review, who see every entry: what a page says of the record is then whole."""
    return Part.PANEL in footing_in(practitioner, family, at).parts
