"""Where is this child's education, while the child is on a plan and not in school?

Asks: when a child on a plan of a type the parameter names is recorded as out of school, kept at home, excluded or
    hardly attending, and after the parameter's days no education that reaches the child is recorded.
Looks at: what schools and others write of attendance, by percentage or by the parameter's phrases; plans; being seen at
    school, attendance since, and work, lessons or another place given.
Does not ask when: the child is on no such plan; attendance is better than the parameter's share, or a day was missed;
    it is the parent who is said to be at home; the days are not over (an uncertain date counts on its last day); the
    child was seen at school, attends, or is taught in another way since; the plan has ended. A closed school, an
    illness or a child's own reason is no answer to where the education is, and no fault of anybody's.
Guidance: kingfisher-school; vulnerable-children-2020; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: the child back in school or taught in another way, and what came of it; or an answer with a reason.
Changed: 2 (November 2026): teaching told in the same account.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial

from kingfisher.practice.in_words import says
from kingfisher.questions.closing import capital
from kingfisher.questions.picture import Picture, days_after, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, names, when_said
from kingfisher.questions.together import Case, Ending, cases, standings
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Account,
    Action,
    Contact,
    Decision,
    Education,
    Meeting,
    Observation,
    Outcome,
    Referral,
    Setting,
    Sighting,
    View,
)

TITLE = "On a plan and out of school"
TIER = 3
VERSION = 2
GUIDANCE = (
    "kingfisher-school",
    "vulnerable-children-2020",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each child, those told of together asked about together."""
    told: dict[str, list[Entry]] = {}
    spoken_of = picture.ids_saying("out_of_school.out", "out_of_school.kept")
    kinds = (Education, Account, Observation, Contact, Meeting, Referral, View)
    for entry in picture.of_kind(*(kinds if spoken_of else kinds[:1])):
        if (entry.id in spoken_of or isinstance(entry.content, Education)) and _is_out(picture, entry):
            for child in _whose(picture, entry):
                told.setdefault(child, []).append(entry)
    if not told:
        return
    taught = _Taught(picture)
    found = {child: cases(entries, partial(taught.ending, child)) for child, entries in told.items()}
    closed = {child: [case for case in held if case.because] for child, held in found.items()}
    yield from standings(closed, partial(_asking, picture))
    still: list[tuple[set[str], list[tuple[str, Case]]]] = []
    for child, held in found.items():
        for case in (one for one in held if not one.because):
            place = next((n for n, (facts, _) in enumerate(still) if not facts.isdisjoint(case.facts)), len(still))
            still[place:] = still[place:] or [(set(), [])]
            still[place][0].update(case.facts)
            still[place][1].append((child, case))
    for _, group in still:
        yield _asking(
            picture, tuple(dict.fromkeys(child for child, _ in group)), _together([case for _, case in group])
        )


def _together(each: list[Case]) -> Case:
    """One case of several that share what was told: the first day, the newest fact, the first end."""
    facts = dict.fromkeys(fact for case in each for fact in case.facts)
    return Case(
        facts=tuple(facts),
        since=min(case.since for case in each if case.since),
        until=min((case.until for case in each if case.until), default=None),
        latest=max((case.latest for case in each if case.latest), default=None),
    )


def _list(picture: Picture, name: str) -> tuple[str, ...]:
    return picture.words(f"out_of_school.{name}", picture.as_at)


def _whose(picture: Picture, entry: Entry) -> tuple[str, ...]:
    """The children it names; a parent's children only where a school writes of them."""
    whose = getattr(entry.content, "whose", None) or getattr(entry.content, "said_by", None)
    own = tuple(child for child in entry.about if child in picture.children)
    if own:
        return own
    return (whose,) if whose in picture.children else ()


def _is_out(picture: Picture, entry: Entry) -> bool:
    content = entry.content
    if isinstance(content, Education):
        if content.attendance_percent is not None:
            return content.attendance_percent < picture.number("out_of_school.percent", known(entry))
        if content.outcome is Outcome.ATTENDED:
            return False
    if picture.says_of_family(entry, "out_of_school.out"):
        return True
    if not picture.says_of_family(entry, "out_of_school.kept"):
        return False
    schools, agency = _list(picture, "schools"), entry.agency.replace("_", " ")
    return isinstance(content, Education) or says(agency, schools) or says(picture.written_in(entry), schools)


class _Taught:
    """Entries in which education reaches each child, in the order in which they became known."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.by_child: dict[str, list[Entry]] = {}
        kinds = (Education, Contact, Sighting, Observation, Action, Meeting, Decision)
        for entry in picture.of_kind(*kinds):
            for child in self._reached(entry):
                self.by_child.setdefault(child, []).append(entry)

    def _reached(self, entry: Entry) -> tuple[str, ...]:
        content, picture = entry.content, self.picture
        seen = tuple(one.child for one in entry.seen if self._at_school(entry, one.setting))
        if isinstance(content, Education) and content.attendance_percent is not None:
            enough = content.attendance_percent >= picture.number("out_of_school.percent", known(entry))
            return picture.children_in(entry) if enough else ()
        if isinstance(content, Education) and content.outcome is Outcome.ATTENDED:
            return picture.children_in(entry)
        if isinstance(content, Action) and content.state not in ("done", None):
            return seen
        taught = picture.says(entry, "out_of_school.taught") and any(
            says(clause, _list(picture, "taught")) and not says(clause, _list(picture, "not_known"))
            for clause in picture.written_in(entry).split(" / ")
        )
        return picture.children_in(entry) if taught else seen

    def _is_taught_by_the_same_account(self, told: Entry) -> bool:
        """It says itself how education reaches the child: a tutor, lessons, work. Being in school is another's word."""
        picture, taught = self.picture, _list(self.picture, "taught")
        at_home = tuple(one for one in taught if "school" not in one and "attend" not in one)
        return picture.says(told, "out_of_school.taught") and any(
            says(clause, at_home) and not says(clause, _list(picture, "not_known"))
            for clause in picture.written_in(told).split(" / ")
        )

    @staticmethod
    def _at_school(entry: Entry, setting: Setting | None) -> bool:
        return (setting or getattr(entry.content, "setting", None)) is Setting.SCHOOL

    def ending(self, child: str, told: Entry) -> Ending:
        """How one account of being out of school stands as a ground for asking."""
        picture = self.picture
        if self._is_taught_by_the_same_account(told):
            return Ending(because="How the child is taught meanwhile is recorded with it.")
        last = max(known(told), told.happened.latest or known(told))
        long_since = isinstance(told.content, Education) and told.content.attendance_percent is not None
        wait = 0 if long_since else picture.number("out_of_school.days", last)
        plan = next((one for one in picture.plans.get(child, ()) if _counts(picture, one.type, one.closed, last)), None)
        if plan is None:
            return Ending(because="The child is on no plan of those that call for it.")
        opens = max(days_after(last, wait), plan.opened)
        ends = [(plan.closed, "The plan has ended.")] if plan.closed else []
        since = [one for one in self.by_child.get(child, ()) if known(one) >= known(told) and one.id != told.id]
        if since:
            ends.append((known(since[0]), f"Back in school or taught since ({when_said(since[0])})."))
        limit = days_after(last, picture.number("out_of_school.asked_days", last))
        if limit < picture.as_at:
            ends.append((days_after(limit, 1), "Nothing more is recorded of it for a long time."))
        if ends:
            day, because = min(ends)
            return Ending(because=because, day=day, opens=opens)
        if opens > picture.as_at:
            return Ending(because="Known only lately.", until=days_after(opens, -1), opens=opens)
        return Ending(until=limit, opens=opens)


def _counts(picture: Picture, type_: str, closed: date | None, day: date) -> bool:
    return type_ in picture.words("out_of_school.plans", day) and (closed is None or closed > day)


def _asking(picture: Picture, children: tuple[str, ...], case: Case) -> Standing:
    held = [entry for one in case.facts if (entry := picture.entry(one))]
    plans = [plan for child in children if (plan := picture.plan_on(child, picture.as_at))]
    who = names(picture, children)
    last = held[-1]
    return Standing(
        about=children,
        rests_on=tuple(dict.fromkeys((*case.facts, *(plan.entry for plan in plans)))),
        since=case.since,
        sentence=f"{capital(agency_name(last.agency))} recorded {who} as out of school ({when_said(last)}) while "
        f"on a plan; no teaching is recorded since. What education reaches {who}, and what would get {who} back?",
        settles=f"{who} back in school, or taught in another way, recorded by a school or another who sees it.",
        addressed_to=tuple(dict.fromkeys((*(one.agency for one in held), *(plan.agency for plan in plans)))),
        holds_until=case.until,
        latest=case.latest,
    )
