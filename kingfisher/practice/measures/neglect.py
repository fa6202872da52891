"""Is the neglect strategy reached and used, and the neglect assessment tool used, licensed and repeated?

Recommendations 1 and 2. The words by which neglect, the strategy and the tools go are parameters of the questions.
"""

from collections.abc import Iterator
from datetime import date

from kingfisher.practice.children import children, children_in
from kingfisher.practice.decisions import is_completed
from kingfisher.practice.in_words import says, words_of
from kingfisher.practice.measures.figure import Asked, Figure, Tally
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Assessment, Decision, Meeting, Plan, Referral

NAMES_NEGLECT = (Referral, Assessment, Plan, Decision, Meeting)


def strategy(asked: Asked) -> list[Figure]:
    """Recommendation 1, by agency: staff the strategy has reached, and steps naming neglect that use it.

    A step (referral, assessment, plan, decision, meeting) uses the strategy when its own words name it or a tool of it.
    """
    tally = Tally("use the neglect strategy or a tool of it", "steps that name neglect")
    for number, chronology in enumerate(asked.families):
        for entry in _naming_neglect(chronology, asked):
            used = says(words_of(entry), (*asked.words.get("strategy", ()), *asked.words.get("tools", ())))
            tally.add(number, entry.agency, counted=used or bool(getattr(entry.content, "tool", None)))
    return [*_reached(asked, "neglect_strategy", "have been reached by the neglect strategy"), *tally.figures()]


def tool(asked: Asked) -> list[Figure]:
    """Recommendation 2: staff trained and licensed on the last day, children for whom neglect is named with the tool
    used, and of these, with it used again on a later day. A child counts once, for the agency that used it first."""
    used = Tally("have had a neglect assessment tool used", "children for whom neglect is named")
    again = Tally("have had it used again on a later day", "children for whom it was used")
    for number, chronology in enumerate(asked.families):
        needing = {
            child for entry in _naming_neglect(chronology, asked) for child in _children(entry, chronology, asked)
        }
        for child in sorted(needing):
            uses = _uses(chronology, child, asked)
            used.add(number, uses[0].agency if uses else "", counted=bool(uses))
            if uses:
                days = {one.known_from for one in uses}
                again.add(number, uses[0].agency, counted=len(days) > 1)
    trained = _reached(asked, "neglect_tool", "are trained in a neglect assessment tool and licensed")
    return [*trained, *used.figures(), *again.figures()]


def _naming_neglect(chronology: Chronology, asked: Asked) -> Iterator[Entry]:
    """Steps within the days that name neglect in their own words, or among their concerns or categories."""
    named = asked.words.get("neglect", ())
    among = (*named, *asked.words.get("concerns", ()))
    for entry in _within(chronology, asked.first, asked.last):
        if isinstance(entry.content, NAMES_NEGLECT):
            listed = " / ".join((*getattr(entry.content, "concerns", ()), *getattr(entry.content, "categories", ())))
            if says(words_of(entry), named) or says(listed.casefold(), among):
                yield entry


def _within(chronology: Chronology, first: date, last: date) -> Iterator[Entry]:
    """Entries known between the days, both inclusive; one nobody can date is left out."""
    return (one for one in chronology.entries if one.known_from and first <= one.known_from <= last)


def _children(entry: Entry, chronology: Chronology, asked: Asked) -> tuple[str, ...]:
    return children_in(entry, chronology.family, children(chronology.family, asked.last))


def _uses(chronology: Chronology, child: str, asked: Asked) -> list[Entry]:
    """Completed uses of a neglect tool for the child, within the days, in order."""
    found = []
    for entry in _within(chronology, asked.first, asked.last):
        content = entry.content
        if isinstance(content, Assessment) and is_completed(content) and child in _children(entry, chronology, asked):
            words = " / ".join(filter(None, ((content.tool or "").casefold(), words_of(entry))))
            if says(words, asked.words.get("tools", ())):
                found.append(entry)
    return found


def _reached(asked: Asked, what: str, counts: str) -> list[Figure]:
    """Staff of whom the register says so on the last day, over the staff it is meant for, for all and by agency.

    Nobody counts above the number of staff; a licence counts while it holds (its last day inclusive).
    """
    meant = {one.agency: one.number for one in asked.staff if one.what == what}
    over = "staff it is meant for"
    figures = []
    for agency in sorted(meant):
        valid = [
            one
            for one in asked.trained
            if one.agency == agency and one.what == what and one.day <= asked.last
            and (one.licensed_until is None or one.licensed_until >= asked.last)
        ]  # fmt: skip
        of = min(len(valid), meant[agency])
        figures.append(Figure(counts=counts, over=over, of=of, out_of=meant[agency], agency=agency))
    total = Figure(counts=counts, over=over, of=sum(one.of for one in figures), out_of=sum(meant.values()))
    return [total, *figures]
