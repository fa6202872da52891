"""Visits are restricted: who sees the child now, and what takes the place of what the plan relied on?

Asks: when a service limits its visits or contact (or a visit reaches no further than a window, a doorstep or outside)
    while the child is on a plan, and nothing recorded takes the place of seeing the child at home.
Looks at: service restrictions, what replaces sight under them and when they end; visits and their settings; plans;
    sightings inside the home and their minutes.
Does not ask when: what replaces sight is recorded (a telephone call or a letter does not); the child is on no plan or
    is unborn; for a visit outside, some agency saw the child inside within the parameter's days before it. It closes
    when some agency sees the child inside for longer than the parameter's minutes, when the plan (or a plan for
    contact) is made anew, or when the restriction or the plan ends. An uncertain sighting counts on the last day it
    can have been.
Guidance: kingfisher-restricted; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: the child seen at home, what replaces sight recorded, a new plan for contact, or an answer with a reason.
Changed: 2 (November 2026): what there is instead, told in words; a restriction told of when over.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from kingfisher.practice.children import is_unborn
from kingfisher.practice.contact import SeenIndex
from kingfisher.practice.decisions import closes, written
from kingfisher.practice.in_words import said_first, says, words_of
from kingfisher.questions.picture import Picture, day_of, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, listed, names, said
from kingfisher.questions.together import Case, Ending, by_children, cases, standings
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, place_of
from kingfisher.timeline.kinds import Contact, Document, Outcome, Plan, ServiceRestriction, Setting, Sighting

TITLE = "Visits restricted: who sees the child now"
TIER = 2
VERSION = 2
GUIDANCE = ("kingfisher-restricted", "working-together-2015", "working-together-2018", "working-together-2023")

_SHORT_OF_HOME = frozenset({Setting.WINDOW, Setting.DOORSTEP, Setting.OUTSIDE})
_INSTEAD = ("in its place", "in their place", "in place of", "instead", "replaced by", "replaced with")
_SIGHT = (
    "visit*",
    "see*",
    "seen",
    "face to face",
    "garden",
    "walk*",
    "in person",
    "school",
    "nursery",
    "clinic",
    "joint",
)


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each child on a plan whose visits are restricted."""
    limits = [one for one in picture.of_kind(ServiceRestriction) if _limits_visits(picture, one)]
    short_of_home = [one for one in picture.of_kind(Contact, Sighting) if _stops_short(picture, one)]
    raised = by_children(picture, sorted([*limits, *short_of_home], key=lambda one: (known(one), place_of(one))))
    renewed = by_children(picture, [one for one in picture.of_kind(Plan, Document, ServiceRestriction) if _renews(one)])
    found: dict[str, list[Case]] = {}
    for child, entries in raised.items():
        sight = _long_enough(picture, child)
        wanted = [one for one in entries if _counts(picture, child, one)]
        own = renewed.get(child, [])
        found[child] = cases(
            wanted,
            lambda entry, child=child, sight=sight, own=own: _ending(picture, child, entry, sight, own),  # type: ignore[misc]
        )
    yield from standings(found, lambda children, case: _asking(picture, children, case))


def _limits_visits(picture: Picture, entry: Entry) -> bool:
    """Not a restriction of something else, nor the lifting of one."""
    what = cast(ServiceRestriction, entry.content).what
    if _lifts(entry) or _has_ended(entry):
        return False
    return not written(what) or says(words_of(entry), picture.words("visiting_restricted.limits", known(entry)))


def _stops_short(picture: Picture, entry: Entry) -> bool:
    content = entry.content
    if entry.outcome not in (None, Outcome.ATTENDED):
        return False
    if sort_of(entry.agency).name not in picture.words("visiting_restricted.visiting", known(entry)):
        return False
    settings = [one.setting for one in entry.seen if one.setting]
    if not settings and isinstance(content, Contact) and content.setting:
        settings = [content.setting]
    return bool(settings) and all(one in _SHORT_OF_HOME for one in settings)


def _counts(picture: Picture, child: str, entry: Entry) -> bool:
    day = known(entry)
    if picture.plan_on(child, day) is None or is_unborn(picture.people[child], day):
        return False
    return isinstance(entry.content, ServiceRestriction) or not entry.seen or any(s.child == child for s in entry.seen)


def _has_ended(entry: Entry) -> bool:
    """It tells of a restriction that was over by the day it became known."""
    ends = cast(ServiceRestriction, entry.content).ends
    return bool(ends and ends.last and ends.last <= known(entry))


def _lifts(entry: Entry) -> bool:
    return says(
        words_of(entry),
        ("lifted", "resum*", "restart*", "restored", "no longer restricted", "back to normal", "open again", "reopen*"),
    )


def _renews(entry: Entry) -> bool:
    """The plan made anew, a plan for contact written down, or a restriction lifted or given something in its place."""
    content = entry.content
    if isinstance(content, Plan):
        return not closes(content.stage)
    if isinstance(content, Document):
        return says(
            words_of(entry), ("safety plan", "contact plan", "visiting plan", "plan for .. contact", "visit* plan")
        )
    return _lifts(entry) or _has_ended(entry) or _replaces_sight(entry)


def _replaces_sight(entry: Entry) -> bool:
    instead = written(cast(ServiceRestriction, entry.content).replaced_by) or _said_instead(entry)
    if not instead:
        return False
    by_wire = ("telephone", "phone*", "call*", "text*", "letter*", "email*", "video", "virtual*", "online", "remote*")
    said_of_it = instead.casefold()
    return says(said_of_it, _SIGHT) or not says(said_of_it, by_wire)


def _said_instead(entry: Entry) -> str:
    """The clause of its account that says what there is in the place of what stops; "" when none does."""
    return said_first(words_of(entry), _INSTEAD)


def _long_enough(picture: Picture, child: str) -> SeenIndex:
    """Sightings inside the home that were not only for a few minutes."""
    seen = picture.seen.get(child, [])
    short = picture.number("visiting_restricted.minutes", picture.as_at)
    return SeenIndex([one for one in seen if one.minutes is None or one.minutes > short], at_home=True)


def _ending(picture: Picture, child: str, entry: Entry, sight: SeenIndex, renewed: list[Entry]) -> Ending:
    day, content = known(entry), entry.content
    ends: When | None = None
    if isinstance(content, ServiceRestriction):
        if _replaces_sight(entry):
            return Ending(because="What takes the place of visits is recorded.")
        ends = content.ends
    else:
        days = picture.number("visiting_restricted.days", day)
        last = picture.seen_at_home[child].last_by(day_of(entry))
        if last and (last.when.latest or date.min) > day_of(entry) - timedelta(days=days):
            return Ending(because=f"Seen inside the home ({last.when.words}).")
    closed = [one for one in _closings(picture, child, entry, sight, renewed) if one[0] <= picture.as_at]
    over = ends.last + timedelta(days=1) if ends and ends.last else None
    if over and over <= picture.as_at:
        closed.append((over, "The restriction has ended."))
    if closed:
        on, because = min(closed)
        return Ending(because=because, day=on)
    return Ending(until=over - timedelta(days=1) if over else None)


def _closings(
    picture: Picture, child: str, entry: Entry, sight: SeenIndex, renewed: list[Entry]
) -> Iterator[tuple[date, str]]:
    day = known(entry)
    seen = sight.first_known_from(max(day, day_of(entry)))
    if seen and seen.known:
        yield seen.known, f"Seen inside the home ({seen.when.words})."
    for one in renewed:
        lifting = isinstance(one.content, ServiceRestriction)
        if known(one) > day and not (lifting and one.agency != entry.agency):
            yield known(one), "What takes the place of the visits has been planned, or the restriction was lifted."
            break
    plan = picture.plan_on(child, day)
    if plan and plan.closed and not picture.plan_on(child, plan.closed):
        yield plan.closed, "The plan has ended."


def _asking(picture: Picture, children: tuple[str, ...], case: Case) -> Standing:
    entries = [cast(Entry, picture.entry(one)) for one in case.facts]
    since = case.since or picture.as_at
    plans = [plan for child in children if (plan := picture.plan_on(child, since))]
    who, homes = names(picture, children), [picture.seen_at_home[child].last_by(picture.as_at) for child in children]
    last = max((one for one in homes if one), key=lambda one: one.when.latest or date.min, default=None)
    limits = [
        f"{agency_name(one.agency)}: {written(getattr(one.content, 'what', None)) or _seen_how(one)}" for one in entries
    ]
    shown = [*dict.fromkeys(limits)]
    agencies = dict.fromkeys(entry.agency for entry in entries)
    more = f" and {len(shown) - 3} more" if len(shown) > 3 else ""
    last_seen = (
        f"last recorded inside the home {last.when.words}" if last else "not recorded inside the home at any time"
    )
    return Standing(
        about=children,
        rests_on=tuple(dict.fromkeys((*case.facts, *(plan.entry for plan in plans)))),
        since=since,
        sentence=f"{who} {'are' if len(children) > 1 else 'is'} on a plan, and since {said(since)} visits have been "
        f"restricted ({'; '.join(shown[:3])}{more}); {last_seen}. Who sees {who} now, where, and what takes the place "
        "of what the plan relied on?",
        settles=f"{who} seen inside the home, or what replaces that recorded by {listed(map(agency_name, agencies))}.",
        addressed_to=tuple(dict.fromkeys((*(plan.agency for plan in plans), *agencies))),
        holds_until=case.until,
        latest=case.latest,
    )


def _seen_how(entry: Entry) -> str:
    setting = next((one.setting for one in entry.seen if one.setting), getattr(entry.content, "setting", None))
    place = {Setting.WINDOW: "through a window", Setting.DOORSTEP: "on the doorstep"}.get(setting or Setting.OUTSIDE)
    return f"seen {place or 'outside'} only"
