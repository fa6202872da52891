"""Who has seen this child at home, behind the good picture?

Asks: when a meeting or a review of a plan records progress or a positive picture, and no agency has recorded seeing the
    child inside the home for the days of the parameter or more.
Looks at: meetings and plan reviews and the picture they record, or, where none is recorded, what the minutes say of it;
    sightings of the child, with where and when known.
Does not ask when: some agency saw the child inside the home within those days, or does afterwards; the plan's own
    account says that visits are further apart ("every six weeks") and none is a week late; a school or health service
    met about its own work and the child is on no plan; the picture is mixed or worse; the record of the child is
    younger than that; the child is unborn. A window, a doorstep, a clinic, a street or a telephone is contact and is
    named, and is not sight of the home. An uncertain sighting counts on the last day it can have been, so uncertainty
    alone never asks.
Guidance: kingfisher-unseen; children-act-1989-47; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: the child seen inside the home, an earlier sighting recorded late, or an answer with a reason.
Changed: 2 (November 2026): visits that the plan itself sets further apart; minutes that say in words that things go
    well.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from kingfisher.practice.children import is_unborn
from kingfisher.practice.decisions import plain
from kingfisher.practice.plan_in_words import days_between_visits
from kingfisher.questions.picture import Picture, ids, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import names, said, when_said
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Meeting, Plan, ServiceRestriction

TITLE = "A good picture, and who has seen the child at home"
TIER = 2
VERSION = 2
GUIDANCE = (
    "kingfisher-unseen",
    "children-act-1989-47",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)

WEEK, _LONGEST = 7, 63  # days
_OWN_WORK = frozenset({"school", "hospital", "gp", "health_visiting", "mental_health"})
_GOOD = re.compile(r"progress|positiv|improv|\bgood\b|\bwell\b|better|thriving|no concerns?\b|on track|settled")
_NOT_GOOD = re.compile(
    r"\bno (real |significant |clear |evidence of |sustained )*(progress|improve\w*|change)|\bnot\b|"
    r"(little|limited|lack of|insufficient|without) (\w+ )?(progress|improve\w*)|worse|deteriorat|mixed|"
    r"concern(s|ing) (remain|about)"
)
_SAID_GOOD = re.compile(
    r"\b(good|real|some|positive|making|made|continued|steady|clear) progress\b|"
    r"\bprogress (is|was|has been|being) (made|good)\b|"
    r"\b(going|doing|engaging|working|coping) (very |really )?well\b|\bimprov(ed|ing|ements?)\b|"
    r"\bpositive (picture|changes?|reports?|feedback)\b|\bno (current |new |further )?concerns\b|\bon track\b"
)
_SAID_NOT_GOOD = re.compile(
    r"\bworse\b|deteriorat|\bdeclin(ed|ing)\b|\bconcerns? (remain|continue|persist|increas)|"
    r"\b(no|little|limited) (real |significant |clear )?(progress|change|improvement)|"
    r"\bmust improve\b|\bneeds? to improve\b|\bif .{0,40}improve"
)


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each good picture, one question for the children it is true of."""
    open_by_child: dict[str, list[tuple[Entry, date]]] = {}
    for entry in picture.of_kind(Meeting, Plan):
        if not _is_good(entry):
            continue
        for child in picture.children_in(entry):
            if _is_a_services_own(entry) and picture.plan_on(child, known(entry)) is None:
                continue
            settled, because = _settled(picture, entry, child)
            if because:
                since = known(entry)
                yield Standing(about=(child,), rests_on=(entry.id,), since=since, because=because, settled=settled)
            else:
                open_by_child.setdefault(child, []).append((entry, known(entry)))
    together: dict[tuple[str, ...], list[str]] = {}
    for child, pictures in open_by_child.items():
        together.setdefault(ids(entry for entry, _ in pictures), []).append(child)
    for children in together.values():
        yield _asking(picture, tuple(children), [entry for entry, _ in open_by_child[children[0]]])


def _is_a_services_own(entry: Entry) -> bool:
    """A meeting of a school's or a health service's own about its own work: a yearly review, a learning plan."""
    type_ = plain(entry.content.type) if isinstance(entry.content, Meeting) else ""
    of_safety = any(word in type_ for word in ("child in need", "core group", "protection", "conference", "strategy"))
    return bool(type_) and sort_of(entry.agency).name in _OWN_WORK and not of_safety


def _is_good(entry: Entry) -> bool:
    content = entry.content
    if isinstance(content, Plan):
        said_of_it = plain(content.reason) if plain(content.stage).startswith("review") else ""
    elif isinstance(content, Meeting) and "cancel" not in plain(content.outcome):
        said_of_it = plain(content.picture)
        if not said_of_it:
            return _says_good(entry.text.casefold())
    else:
        return False
    return bool(_GOOD.search(said_of_it)) and not _NOT_GOOD.search(said_of_it)


def _says_good(text: str) -> bool:
    """True when the minutes themselves say that things go well, and nothing in them says that they do not."""
    clauses = re.split(r"[.;!?]\s|,\s", text) if _SAID_GOOD.search(text) else []
    good = any(_SAID_GOOD.search(clause) and not _NOT_GOOD.search(clause) for clause in clauses)
    return good and not _SAID_NOT_GOOD.search(text)


def _settled(picture: Picture, entry: Entry, child: str) -> tuple[date | None, str]:
    """The day it closed (None: never asked) and why; (None, "") while it stands."""
    day = known(entry)
    days = _days(picture, child, day)
    start = _start(picture, child)
    if is_unborn(picture.people[child], day) or start is None or (day - start).days < days:
        return None, f"Known for less than {days} days."
    first = picture.seen_at_home[child].first_known_from(day - timedelta(days=days - 1))
    if first and first.known:
        why = f"Seen inside the home ({first.when.words})."
        return (first.known if first.known > day else None), why
    until = picture.asked_until([child], day)
    if until and until < picture.as_at:
        return until + timedelta(days=1), "The picture is old, and the child is on no plan."
    return None, ""


def _days(picture: Picture, child: str, day: date) -> int:
    """The parameter's days; the plan's own, and the week in which a visit may fall, where it says a longer time."""
    days, plan = picture.number("seen_at_home.days", day), picture.plan_on(child, day)
    made = picture.entry(plan.entry) if plan else None
    said_there = days_between_visits(made.text) if made else None
    return max(days, min(said_there + WEEK, _LONGEST)) if said_there else days


def _start(picture: Picture, child: str) -> date | None:
    """The first day of the record of the child: first named, or born if that is later."""
    first, born = picture.first_named.get(child), picture.people[child].born
    return max(first, born.latest) if first and born and born.latest else first


def _asking(picture: Picture, children: tuple[str, ...], good: list[Entry]) -> Standing:
    latest, since = good[-1], known(good[0])
    homes = [seen for child in children if (seen := picture.seen_at_home[child].last_by(picture.as_at))]
    elsewhere = [seen for child in children if (seen := picture.seen_anywhere[child].last_by(picture.as_at))]
    last = max(homes, key=lambda one: one.when.latest or date.min, default=None)
    other = max(elsewhere, key=lambda one: one.when.latest or date.min, default=None)
    since_when = f"since {last.when.words}" if last else "at any time"
    contact = ""
    if other and (last is None or other.entry != last.entry):
        contact = f" (last seen {(other.setting or 'place not recorded').replace('_', ' ')}, {other.when.words})"
    who = names(picture, children)
    restricted = [
        one
        for one in picture.of_kind(ServiceRestriction)
        if known(one) <= known(latest) and (not one.about or not set(one.about).isdisjoint(children))
    ]
    return Standing(
        about=children,
        rests_on=tuple(
            dict.fromkeys((*ids(good), *(one.entry for one in (last, other) if one), *ids(restricted[-3:])))
        ),
        since=since,
        sentence=f"A good picture was recorded on {when_said(latest)}, and no agency has recorded seeing {who} inside "
        f"the home {since_when}{contact}. Who has seen {who} at home, and how was it?",
        settles=f"{who} seen inside the home, or a sighting since {said(since)} recorded.",
        addressed_to=tuple(dict.fromkeys(entry.agency for entry in good)),
        holds_until=picture.each_asked_until(children, (known(one) for one in good)),
        latest=known(latest),
    )
