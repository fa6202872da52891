"""Where do agencies' accounts differ, who held a fact, and who was never asked? (paragraphs 15 and 35)

Facts only: which entries say what, and whom no entry says was asked. Nobody's motive is guessed.
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from kingfisher.timeline.chronology import Chronology, Happening
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Account, Assessment, Check, Meeting


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One difference or unasked fact: what it is in words, the entries, who held it, who was never asked.

    `sort` is when, outcome, seen (accounts of one happening that do not agree), word (someone's word taken) or check
    (records not asked).
    """

    sort: str
    about: str
    entries: tuple[str, ...]
    held_by: tuple[str, ...] = ()
    never_asked: tuple[str, ...] = ()


def differences(chronology: Chronology, as_at: date) -> list[Difference]:
    """Every difference in what any agency knew by the day (inclusive), in the order of the first entry each rests on.

    Two uncertain days differ only when they cannot be one day. What was asked later is asked: a fact is "never asked"
    only while no entry known by the day says otherwise.
    """
    known = chronology.as_at(as_at)
    found = [one for happening in known.happenings() for one in _between_accounts(happening)]
    found += [one for entry in known.entries for one in _taken_on_word(entry, known)]
    found += [one for entry in known.entries if (one := _not_checked(entry, known))]
    place = {entry.id: number for number, entry in enumerate(known.entries)}
    return sorted(found, key=lambda one: (place.get(one.entries[0], len(place)), one.sort, one.about))


def _between_accounts(happening: Happening) -> Iterator[Difference]:
    """Accounts of one happening by different agencies that cannot all be right, or of which one says more."""
    accounts = happening.accounts
    if len(happening.agencies) < 2:
        return
    ids = tuple(entry.id for entry in accounts)
    first = accounts[0]
    if any(_are_apart(first, other) for other in accounts[1:]):
        yield Difference(sort="when", about="The day differs between accounts of one happening.", entries=ids)
    outcomes = {entry.outcome for entry in accounts if entry.outcome}
    if len(outcomes) > 1:
        yield Difference(sort="outcome", about="What came of it differs between accounts.", entries=ids)
    saw = [entry for entry in accounts if entry.seen]
    if saw and len(saw) < len(accounts):
        silent = tuple(dict.fromkeys(entry.agency for entry in accounts if not entry.seen))
        held = tuple(dict.fromkeys(entry.agency for entry in saw))
        if silent != held:
            about = "One account says the child was seen; another does not say."
            yield Difference(sort="seen", about=about, entries=ids, held_by=held)
    if meetings := [entry for entry in accounts if isinstance(entry.content, Meeting)]:
        yield from _attendance(meetings)


def _are_apart(one: Entry, other: Entry) -> bool:
    first, second = one.happened, other.happened
    return first.is_known and second.is_known and (first.certainly_before(second) or second.certainly_before(first))


def _attendance(meetings: list[Entry]) -> Iterator[Difference]:
    lists = [set(entry.content.attended) for entry in meetings if isinstance(entry.content, Meeting)]
    stated = [one for one in lists if one]
    if len(stated) > 1 and any(one != stated[0] for one in stated[1:]):
        ids = tuple(entry.id for entry in meetings)
        yield Difference(sort="outcome", about="Who was at the meeting differs between accounts.", entries=ids)


def _taken_on_word(entry: Entry, known: Chronology) -> Iterator[Difference]:
    """What was accepted on someone's word though agencies could have confirmed it and no entry says they were asked."""
    content = entry.content
    if isinstance(content, Assessment):
        claims = [(claim.claim, claim.could_confirm, claim.asked) for claim in content.accepted]
    elif isinstance(content, Account):
        claims = [(entry.text or "What was said", content.could_confirm, content.asked)]
    else:
        return
    for claim, could_confirm, asked in claims:
        unasked = tuple(one for one in could_confirm if one not in asked and not _asked_since(one, entry, known))
        if unasked:
            yield Difference(
                sort="word", about=claim, entries=(entry.id,), held_by=tuple(could_confirm), never_asked=unasked
            )


def _asked_since(agency: str, entry: Entry, known: Chronology) -> bool:
    """A later entry about what was said shows the agency asked, or speaking for itself."""
    for other in known.entries:
        if entry.id not in (*other.relates_to, *getattr(other.content, "of_entry", ())):
            continue
        if other.agency == agency or agency in getattr(other.content, "asked", ()):
            return True
    return False


def _not_checked(entry: Entry, known: Chronology) -> Difference | None:
    """Records known to be held that were not asked for, and have not been since."""
    content = entry.content
    if not isinstance(content, Check) or content.result not in ("not_asked", "not_possible") or not content.held_by:
        return None
    for other in known.entries:
        later = other.content
        if (
            isinstance(later, Check)
            and (later.of, later.held_by) == (content.of, content.held_by)
            and later.result == "replied"
        ):
            return None
    who = known.family.label(content.of) if content.of else "someone"
    return Difference(
        sort="check",
        about=f"Records about {who} were not asked for.",
        entries=(entry.id,),
        held_by=(content.held_by,),
        never_asked=(content.held_by,),
    )
