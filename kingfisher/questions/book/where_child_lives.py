"""Where does this child really live, and has anybody put the moves together?

Asks: (repeated moves) when a child has had as many different homes within as many days as the parameters say and
    nothing recorded since draws them together; (the record differs) when the child, or a parent who lives with the
    child, is found at another address, or somebody says that they stay elsewhere, as often within as many days as the
    parameters say, while the record has them at home.
Looks at: living arrangements by address and by whom the child is with; the addresses of incidents and of sightings
    inside; what entries say of where they stay; assessments, meetings, plans and chronologies that follow.
Does not ask when: the homes are too few or too far apart (an uncertain date counts at its widest, so uncertainty alone
    never asks); going back and forth between the same two homes, a hospital stay, a holiday or a weekend; the moves
    have been drawn together since, or the child has stayed put; the living arrangement has been recorded, or the child
    seen inside the recorded home, since. Why a family moves is not guessed; a tenancy of any kind makes no difference.
Guidance: kingfisher-moves; children-act-1989-17; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: where the child sleeps and who cares for the child recorded; the moves weighed in an assessment or plan; or
    an answer with a reason.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from kingfisher.practice.children import is_unborn, parents_of
from kingfisher.practice.decisions import considered_by, is_completed, plain
from kingfisher.practice.home import Home, home_on, same_address
from kingfisher.practice.in_words import says
from kingfisher.questions.closing import concluded
from kingfisher.questions.picture import ByChild, Picture, day_of, days_after, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, listed, names, when_said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Account,
    Assessment,
    Contact,
    Decision,
    Document,
    Education,
    Health,
    Incident,
    LivingArrangement,
    Meeting,
    Observation,
    Plan,
    Setting,
    Sighting,
)

TITLE = "Where the child really lives, and how often that has changed"
TIER = 3
VERSION = 1
GUIDANCE = (
    "kingfisher-moves",
    "children-act-1989-17",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)


class _Elsewhere(msgspec.Struct, frozen=True):
    """An entry that puts the child, or a parent the child lives with, somewhere other than the recorded home."""

    entry: Entry
    where: str
    said: bool  # somebody says that they stay there; otherwise they were only found there


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each child's moves and about each child's recorded home, those who share one together."""
    drawn = _Drawn(picture)
    moves: dict[tuple[tuple[str, ...], date], list[str]] = {}
    apart: dict[tuple[tuple[str, ...], date | None], list[str]] = {}
    elsewhere = _elsewhere(picture)
    recorded = picture.by_child(one for one in picture.of_kind(LivingArrangement) if _is_a_childs(picture, one))
    homes_of: dict[str, list[Home]] = {}
    for child in picture.children:
        homes_of[child] = _own_homes(picture, child)
        for run in _runs(picture, homes_of[child], drawn, child):
            moves.setdefault((tuple(one.entry for one in run), _known_of(picture, run)), []).append(child)
        for spell in _spells(picture, child, elsewhere.get(child, []), recorded):
            apart.setdefault((tuple(one.entry.id for one in spell), _opens(picture, spell)), []).append(child)
    for (facts, since), children in moves.items():
        run = [home for home in homes_of[children[0]] if home.entry in facts]
        yield _moved(picture, tuple(children), run, since, drawn)
    for (facts, opens), children in apart.items():
        away = [one for one in elsewhere[children[0]] if one.entry.id in facts]
        yield _differs(picture, tuple(children), away, opens, recorded)


def _list(picture: Picture, name: str) -> tuple[str, ...]:
    return picture.words(f"where_child_lives.{name}", picture.as_at)


def _is_a_childs(picture: Picture, entry: Entry) -> bool:
    """True when it says where a child lives, and not only where an adult does."""
    return not set(getattr(entry.content, "who", ()) or entry.about).isdisjoint(picture.children)


def _own_homes(picture: Picture, child: str) -> list[Home]:
    """The child's homes in order, without hospital stays, holidays and weekends, each account of one home once."""
    found: list[Home] = []
    for home in picture.homes.get(child, []):
        entry = picture.entry(home.entry)
        if entry is None or is_unborn(picture.people[child], day_of(entry)):
            continue
        if says(f"{picture.written_in(entry)} / {plain(home.address)}", _list(picture, "not_homes")):
            continue
        if not found or not _is_same_home(found[-1], home):
            found.append(home)
    return found


def _is_same_home(one: Home, other: Home) -> bool:
    """The same address, or, where either gives none, the same people."""
    if one.address and other.address:
        return same_address(one.address, other.address)
    return set(one.with_whom) == set(other.with_whom)


def _runs(picture: Picture, homes: list[Home], drawn: "_Drawn", child: str) -> Iterator[list[Home]]:
    """Each run of homes close enough together. A home that joins a run after its moves were drawn together begins a
    new one: it is a new fact."""
    run: list[Home] = []
    end = -1
    for place, home in enumerate(homes):
        start = _raises(picture, homes, place)
        if start is None:
            continue
        entry = picture.entry(home.entry)
        if run and start <= end and entry and not drawn.before(child, run, entry):
            run = [*run, *homes[end + 1 : place + 1]]
        else:
            if run:
                yield run
            run = homes[start : place + 1]
        end = place
    if run:
        yield run


def _raises(picture: Picture, homes: list[Home], end: int) -> int | None:
    """Where the run begins that this home completes; None when it completes none."""
    last = homes[end].since.latest or homes[end].since.last
    if last is None:
        return None
    for number, within in (("few", "few_within"), ("several", "several_within")):
        wanted = picture.number(f"where_child_lives.{number}", last)
        days = picture.number(f"where_child_lives.{within}", last)
        apart: list[Home] = []
        for place in range(end, -1, -1):
            begun = homes[place].since.earliest
            if begun is None or (last - begun).days > days:
                break
            if not any(_is_same_home(one, homes[place]) for one in apart):
                apart.append(homes[place])
            if len(apart) >= wanted:
                return place
    return None


def _known_of(picture: Picture, run: list[Home]) -> date:
    """The day the run was known to be one; if it began again after being drawn together, the day of its last home."""
    for place in range(len(run)):
        if _raises(picture, run, place) is not None:
            return max(known(entry) for home in run[: place + 1] if (entry := picture.entry(home.entry)))
    return picture.as_at


class _Drawn:
    """Entries that can draw moves together, by what they name and by child."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        entries = [one for one in picture.of_kind(Assessment, Meeting, Plan, Decision, Document) if self._says_so(one)]
        self.by_child = picture.by_child(entries)
        self.naming: dict[str, list[Entry]] = {}
        for entry in picture.of_kind(Assessment, Decision):
            for one in considered_by(entry):
                self.naming.setdefault(one, []).append(entry)

    def _says_so(self, entry: Entry) -> bool:
        content = entry.content
        if isinstance(content, Document):
            return "chronolog" in plain(f"{content.type} {content.title}")
        if isinstance(content, Assessment) and not is_completed(content):
            return False
        return self.picture.says(entry, "where_child_lives.drawn_together")

    def before(self, child: str, run: list[Home], entry: Entry) -> bool:
        """True when the run had been drawn together before the entry became known."""
        held = [one for home in run if (one := self.picture.entry(home.entry))]
        first = self.first_from((child,), tuple(one.id for one in held), max(known(one) for one in held))
        return first is not None and known(first) < known(entry)

    def first_from(self, children: tuple[str, ...], facts: tuple[str, ...], day: date) -> Entry | None:
        """The first that came on the day or later, about the children or naming one of the moves."""
        found = [one for fact in facts for one in (*self.picture.linked_to.get(fact, ()), *self.naming.get(fact, ()))]
        kinds = (Assessment, Meeting, Plan, Decision, Document)
        own = [one for one in found if isinstance(one.content, kinds) and known(one) >= day]
        own += [one for one in [self.by_child.first_from(children, day)] if one]
        return min(own, key=known, default=None)


def _moved(picture: Picture, children: tuple[str, ...], run: list[Home], since: date, drawn: _Drawn) -> Standing:
    facts = tuple(home.entry for home in run)
    held = [entry for home in run if (entry := picture.entry(home.entry))]
    newest = max(known(entry) for entry in held)
    closings = []
    if first := drawn.first_from(children, facts, newest):
        closings.append((known(first), f"The moves have been drawn together since ({when_said(first)})."))
    last = run[-1].since.latest or newest
    quiet = days_after(last, picture.number("where_child_lives.settled_after", last))
    if quiet < picture.as_at:
        closings.append((max(quiet, since) + timedelta(days=1), "No further move is recorded for some time."))
    who = names(picture, children)
    where = listed(f"{home.address or 'an address not recorded'} ({home.since.words})" for home in run[-6:])
    lead = [plan.agency for child in children if (plan := picture.plan_on(child, picture.as_at))]
    standing = concluded(
        picture,
        about=children,
        rests_on=facts,
        since=since,
        sentence=f"{len(run)} homes are recorded for {who}: {where}. What have these moves meant for {who}, who cared "
        "for them in each, and what would help them stay in one place?",
        settles="The moves weighed together in an assessment, a plan or a chronology, and where each child sleeps.",
        addressed_to=(*lead, *(entry.agency for entry in reversed(held))),
        closings=closings,
        latest=newest,
    )
    ends = [day for day in (standing.holds_until, quiet) if day]
    return standing if standing.because else msgspec.structs.replace(standing, holds_until=min(ends))


def _elsewhere(picture: Picture) -> dict[str, list[_Elsewhere]]:
    """For each child, the entries that put the child elsewhere, in the order in which they became known."""
    found: dict[str, list[_Elsewhere]] = {}
    kinds = (Incident, Contact, Sighting, Account, Observation, Education, Health)
    if not any(home.address for child in picture.children for home in picture.homes.get(child, ())):
        return found
    staying = picture.ids_saying("where_child_lives.staying")
    for entry in picture.of_kind(*kinds):
        if not entry.seen and entry.id not in staying and not isinstance(entry.content, Incident):
            continue
        said = _says_elsewhere(picture, entry) if entry.id in staying else ""
        places = [seen.address for seen in entry.seen if seen.address and seen.setting in (None, Setting.INSIDE)]
        if isinstance(entry.content, Incident) and entry.content.address:
            places.append(entry.content.address)
        if not said and not places:
            continue
        for child in picture.children:
            home = home_on(picture.homes.get(child, []), day_of(entry))
            if home is None or not home.address or not _is_of_the_household(picture, entry, child, home):
                continue
            away = [one for one in places if not same_address(one, home.address)]
            own_home = said and _names_home(picture, said, home)
            if (away and len(away) == len(places)) or (said and not own_home):
                one = _Elsewhere(entry, away[0] if away else said, bool(said) and not own_home)
                found.setdefault(child, []).append(one)
    return found


def _says_elsewhere(picture: Picture, entry: Entry) -> str:
    clauses = picture.written_in(entry).split(" / ")
    staying, short = _list(picture, "staying"), _list(picture, "not_homes")
    return next((clause for clause in clauses if says(clause, staying) and not says(clause, short)), "")


def _is_of_the_household(picture: Picture, entry: Entry, child: str, home: Home) -> bool:
    """It is about the child, or about a parent the child lives with (any parent, where that is not recorded)."""
    if child in entry.about or any(seen.child == child for seen in entry.seen):
        return True
    parents = [one for one in parents_of(picture.family, child) if not home.with_whom or one in home.with_whom]
    return not any(one in entry.about for one in picture.children) and not set(parents).isdisjoint(entry.about)


def _names_home(picture: Picture, clause: str, home: Home) -> bool:
    """The words name the recorded address, or somebody the child is recorded as living with there."""
    if home.address and plain(home.address) in clause:
        return True
    firsts = [picture.label(one).casefold().split(" ")[0] for one in home.with_whom if one in picture.people]
    return any(f" {plain(first)} " in f" {clause} " for first in firsts if len(first) > 2)


def _spells(picture: Picture, child: str, each: list[_Elsewhere], recorded: ByChild) -> Iterator[list[_Elsewhere]]:
    """Runs of such entries: a new one begins when the record was put right, or long after the last."""
    run: list[_Elsewhere] = []
    for one in each:
        settled = _put_right(picture, child, run, recorded) if run else None
        if run and settled and settled[0] <= known(one.entry):
            yield run
            run = []
        run = [*run, one]
    if run:
        yield run


def _opens(picture: Picture, run: list[_Elsewhere]) -> date | None:
    """The day on which enough had been known within the days."""
    for place, one in enumerate(run):
        day = one.entry.happened.latest or known(one.entry)
        within = picture.number("where_child_lives.elsewhere_within", day)
        wanted = picture.number("where_child_lives.elsewhere", day)
        near = [
            other
            for other in run[max(0, place - 9) : place + 1]
            if (first := other.entry.happened.earliest) and (day - first).days <= within
        ]
        if len({plain(other.entry.agency) + str(day_of(other.entry)) for other in near}) >= wanted:
            return max(known(other.entry) for other in near)
        said = [other for other in near if other.said]
        if one.said and len(said) >= picture.number("where_child_lives.said", day):
            return known(one.entry)
    return None


def _put_right(picture: Picture, child: str, run: list[_Elsewhere], recorded: ByChild) -> tuple[date, str] | None:
    """The first day since the last of them on which the home was recorded anew, or the child was seen there."""
    newest = run[-1].entry
    day, since = day_of(newest), known(newest)
    days = []
    if held := recorded.first_from([child], since, but=newest.id):
        days.append((known(held), f"Where the child lives has been recorded since ({when_said(held)})."))
    seen = picture.seen_at_home[child].first_known_from(day + timedelta(days=1))
    if seen and seen.known and seen.known >= since:
        days.append((seen.known, f"The child was seen inside the recorded home since ({seen.when.words})."))
    last = newest.happened.latest or since
    quiet = days_after(last, picture.number("where_child_lives.settled_after", last))
    if quiet < picture.as_at:
        days.append((quiet + timedelta(days=1), "Nothing more is recorded of it for some time."))
    return min(days, default=None)


def _differs(
    picture: Picture, children: tuple[str, ...], run: list[_Elsewhere], opens: date | None, recorded: ByChild
) -> Standing:
    facts = tuple(one.entry.id for one in run)
    if opens is None:
        because = "Too seldom found elsewhere to say that the record differs."
        return Standing(about=children, rests_on=facts, because=because)
    newest = run[-1].entry
    homes = [home_on(picture.homes.get(child, []), day_of(newest)) for child in children]
    home = next(one for one in homes if one)
    each = [right for child in children if (right := _put_right(picture, child, run, recorded))]
    closings = [max(each)] if len(each) == len(children) else []
    who = names(picture, children)
    told = listed(f"{agency_name(one.entry.agency)} ({when_said(one.entry)})" for one in run[-4:])
    plans = [plan for child in children if (plan := picture.plan_on(child, picture.as_at))]
    standing = concluded(
        picture,
        about=children,
        rests_on=(*facts, home.entry, *dict.fromkeys(plan.entry for plan in plans)),
        since=opens,
        sentence=f"The record has {who} at {home.address}, and the accounts of {told} put the family elsewhere. Where "
        f"does {who} sleep, and who is caring there?",
        settles="Where each child sleeps, and with whom, recorded; or the child seen inside the recorded home.",
        addressed_to=(*(plan.agency for plan in plans), home.agency),
        ask_agency=newest.agency,
        closings=closings,
        latest=known(newest),
    )
    last = newest.happened.latest or known(newest)
    quiet = days_after(last, picture.number("where_child_lives.settled_after", last))
    ends = [day for day in (standing.holds_until, quiet) if day]
    return standing if standing.because else msgspec.structs.replace(standing, holds_until=min(ends))
