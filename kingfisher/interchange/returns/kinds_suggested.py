"""What kind of entry is this row, and what does it say? Suggestions by words that anyone can check.

The file's own types and codes come first, then phrases, then the agency's ordinary business. Every suggestion says why
and names the words of the row it rests on; a person settles it.
"""

import msgspec

from kingfisher.interchange.returns.agency_return import Suggestion
from kingfisher.interchange.returns.agency_words import spoken_of
from kingfisher.interchange.returns.content_suggested import content_of
from kingfisher.interchange.returns.decision_fields import scaling_in
from kingfisher.interchange.returns.how_known_suggested import how_known, news_from, shared_with
from kingfisher.interchange.returns.kind_by_words import what_is_it
from kingfisher.interchange.returns.row_parts import Parts
from kingfisher.interchange.returns.row_words import RowText
from kingfisher.interchange.returns.sightings_suggested import children_seen
from kingfisher.timeline.entries import Seen, Shared
from kingfisher.timeline.kinds import AnyContent
from kingfisher.timeline.people import Family, HowKnown

__all__ = ["Fields", "RowText", "suggest"]

FIELD_WORDS = {
    "outcome": "what came of it, by these words",
    "setting": "where it took place, by these words",
    "minutes": "how long, as written",
    "reason": "the row states a reason",
    "low": "a number given on a scale, not a date",
}


class Fields(msgspec.Struct, frozen=True):
    """What is suggested for one row: its kind with its fields, how it is known, who was seen, who was told."""

    content: AnyContent
    how_known: HowKnown
    told_by: str | None = None
    seen: tuple[Seen, ...] = ()
    shared: tuple[Shared, ...] = ()


def suggest(row: RowText, family: Family) -> tuple[Fields, tuple[Suggestion, ...]]:
    """What the row seems to be, and why.

    Never raises on words it does not know: such a row is taken for its agency's ordinary business, and says so.
    """
    parts = Parts(row, spoken_of(family))
    news = news_from(parts)
    spoke, why = what_is_it(parts.title, parts.met, parts.sort, from_agency=news is not None)
    content, rests = content_of(spoke, parts, family)
    how, told_by, how_why, how_words = how_known(parts, content, news)
    seen, seen_why, seen_words = children_seen(parts, content, family, how)
    shared = shared_with(parts)
    said = [Suggestion("kind", content.kind, f"{parts.coded}{_sentence(why)}", spoke.words)]
    said += _of_fields(content, rests)
    scale = scaling_in(row.text) if "scal" in row.text.lower() else None
    if scale:
        value = f"{scale[0]:g}" if scale[0] == scale[1] else f"{scale[0]:g} to {scale[1]:g}"
        said.append(Suggestion("scaling", value, "A number someone gave on a scale, not a date.", scale[2]))
    said.append(Suggestion("how_known", how.value, _sentence(how_why), how_words))
    if seen_why:
        said.append(Suggestion("seen", ", ".join(s.child for s in seen) or "nobody", _sentence(seen_why), seen_words))
    said += [Suggestion("shared", s.to, "The row says they were told.", s.how or "") for s in shared]
    return Fields(content, how, told_by, seen, shared), tuple(said)


def _of_fields(content: AnyContent, rests: dict[str, str]) -> list[Suggestion]:
    said = []
    for field, words in rests.items():
        value = getattr(content, field, None)
        if value not in (None, (), "") and (words or field == "outcome"):
            why = FIELD_WORDS.get(field, "by these words") if words else "nothing says that it did not take place"
            said.append(Suggestion(field, str(value), _sentence(why), words))
    return said


def _sentence(why: str) -> str:
    return f"{why[:1].upper()}{why[1:]}." if why and not why.endswith(".") else why
