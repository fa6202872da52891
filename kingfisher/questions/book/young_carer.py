"""What is this child being asked to do for others, and who has looked at what that means for the child?

Asks: when it is recorded that a child is given an adult's task (minding brothers and sisters, watching over or looking
    after an adult, speaking for a parent), and nobody has since looked at the child's own part in it.
Looks at: referrals, incidents, observations, accounts, assessments, contacts and what schools and health services
    write, by the parameter's phrases; views of the child, young carers' services, assessments and actions that follow.
Does not ask when: the one doing it is an adult, or a practitioner gives advice about it; the child helps as children
    do, with nothing of the parameter's phrases; it is said not to be so; a young carer's assessment, a service for
    young carers, the child's own view or an action about it is recorded since; it is long ago and the child is on no
    plan. Which child it is, of what age, and how many there are makes no difference.
Guidance: children-act-1989-17za; kingfisher-18.
In force: from 2010-01-01.
Settled by: the child asked about it, what help the child needs looked at, and who does the task instead; or an answer
    with a reason.
Changed: 2 (November 2026): the child looked after may be named ("caring for Tod at night"); school missed to look after
    somebody; read in assessments too; an adult called by name, and advice about feeding, are no child's task.
"""

from collections.abc import Iterator
from functools import partial

from kingfisher.practice.in_words import says, up_to
from kingfisher.practice.whose_words import is_of_others
from kingfisher.questions.picture import Picture, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, listed, names, when_said
from kingfisher.questions.together import Case, Ending, asked_for, cases, standings
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Account,
    Action,
    Assessment,
    Contact,
    Decision,
    Education,
    Health,
    Incident,
    Involvement,
    Meeting,
    Observation,
    Plan,
    Referral,
    View,
)

TITLE = "An adult's task given to a child"
TIER = 3
VERSION = 2
GUIDANCE = ("children-act-1989-17za", "kingfisher-18")
_A_HEADING = 3  # fewer words than this before a colon say of whom the rest is


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each child, those named by the same accounts together."""
    told: dict[str, list[Entry]] = {}
    kinds = (Referral, Incident, Observation, Account, Contact, Education, Health, Assessment)
    spoken_of = picture.ids_saying("young_carer.tasks", "young_carer.plainly", "young_carer.minding")
    for entry in picture.of_kind(*kinds) if spoken_of else ():
        if entry.id in spoken_of and not _assesses_it(picture, entry):
            for child in _whose_task(picture, entry):
                told.setdefault(child, []).append(entry)
    if not told:
        return
    answers = _Looked(picture)
    found = {child: cases(entries, partial(answers, child)) for child, entries in told.items()}
    yield from standings(found, lambda children, case: _asking(picture, children, case))


def _assesses_it(picture: Picture, entry: Entry) -> bool:
    """A young carer's assessment is the looking that is asked for, not another account."""
    content = entry.content
    type_ = (content.type or "").replace("_", " ").casefold() if isinstance(content, Assessment) else ""
    return "young carer" in type_ or says(type_, _list(picture, "services"))


def _list(picture: Picture, name: str) -> tuple[str, ...]:
    return picture.words(f"young_carer.{name}", picture.as_at)


def _whose_task(picture: Picture, entry: Entry) -> list[str]:
    """The children with a task, as the words say: named in them, or the one whom the entry is chiefly about. A child
    who is named as the one looked after is not the one who does it."""
    own = [one for one in entry.about if one in picture.children]
    if not own:
        return []
    written = picture.written_in(entry).split(" / ")
    clauses = [clause for clause in written if _is_a_childs(picture, clause, own)]
    if clauses:
        named = [child for child in own if any(_is_named(picture, child, clause) for clause in clauses)]
        seen = [child for child in own if any(one.child == child for one in entry.seen)]
        return named or (seen if len(seen) < len(own) else [])[:1] or own[:1]
    for before, clause in zip(("", *written), written, strict=False):
        looked_after = _minded(picture, clause)
        others = [child for child in own if child not in looked_after] if looked_after else []
        who = f"{before if len(before.split()) < _A_HEADING else ''} {clause}"
        named = [child for child in others if child == entry.told_by or _is_named(picture, child, who)]
        if named:
            return named
    return []


def _minded(picture: Picture, clause: str) -> list[str]:
    """The children of the record whom the clause names as looked after by another child: "caring for Tod at night"."""
    before = up_to(clause, _list(picture, "minding"))
    if before is None or says(clause, _list(picture, "services")) or not _no_adult_does_it(picture, before, []):
        return []
    after = clause[len(before) :]
    return [child for child in picture.children if _is_named(picture, child, " ".join(after.split()[:5]))]


def _is_named(picture: Picture, child: str, clause: str) -> bool:
    held = picture.people[child]
    first = (held.name or "").split(" ")[0]
    return says(clause, tuple(one for one in (held.name, held.called, first, *held.aliases) if one and len(one) > 2))


def _is_a_childs(picture: Picture, clause: str, own: list[str]) -> bool:
    """True when the clause tells of such a task and the last person named before it is not an adult who does it."""
    if says(clause, _list(picture, "services")) or is_of_others(clause):
        return False
    before = up_to(clause, _list(picture, "tasks"))
    if before is None or says(clause, _list(picture, "plainly")):
        return says(clause, _list(picture, "plainly"))
    return _no_adult_does_it(picture, before, own)


def _no_adult_does_it(picture: Picture, before: str, own: list[str]) -> bool:
    """True unless the last person of whom the words before the task tell is an adult who does it. What practitioners
    advise, discuss or show is no child's task."""
    words = before.split()
    for place in range(len(words) - 1, -1, -1):
        if says(words[place], _list(picture, "adults")) or _is_an_adults_name(picture, words[place]):
            after = " ".join(words[place + 1 :])
            if any(_is_named(picture, child, after) for child in own):
                return True
            of_themselves = words[-1] in ("she", "he", "they")  # "Mum says she looks after the baby"
            return says(after, _list(picture, "gives")) and not of_themselves
    return not says(before, _list(picture, "advice"))


def _is_an_adults_name(picture: Picture, word: str) -> bool:
    return any(
        word == (person.name or "").split(" ")[0].casefold()
        for person in picture.family.people
        if person.id not in picture.children
    )


class _Looked:
    """Has anybody looked at the child's own part since one account?"""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        kinds = (View, Assessment, Involvement, Action, Referral, Plan, Decision, Meeting, Contact)
        self.by_child: dict[str, list[Entry]] = {}
        for entry in picture.of_kind(*kinds):
            if self._looks(entry):
                for child in self._whose(entry):
                    self.by_child.setdefault(child, []).append(entry)

    def _whose(self, entry: Entry) -> tuple[str, ...]:
        whose = getattr(entry.content, "whose", None)
        return (whose,) if whose else self.picture.children_in(entry)

    def _looks(self, entry: Entry) -> bool:
        content = entry.content
        if isinstance(content, View):
            return content.whose in self.picture.children
        words = f"{self.picture.written_in(entry)} / {getattr(content, 'type', '') or ''}".replace("_", " ")
        services = says(words, _list(self.picture, "services"))
        if isinstance(content, (Action, Assessment, Plan)):
            return services or says(words, _list(self.picture, "tasks"))
        return services

    def __call__(self, child: str, told: Entry) -> Ending:
        """How one account stands as a ground for asking."""
        linked = [
            one
            for one in self.picture.linked_to.get(told.id, ())
            if isinstance(one.content, (View, Action, Assessment, Contact)) and child in self.picture.children_in(one)
        ]
        since = [one for one in (*self.by_child.get(child, ()), *linked) if known(one) >= known(told)]
        first = min((one for one in since if one.id != told.id), key=known, default=None)
        if first:
            return Ending(because=f"Looked at since ({first.kind}, {when_said(first)}).", day=known(first))
        return asked_for(self.picture, [child], known(told))


def _asking(picture: Picture, children: tuple[str, ...], case: Case) -> Standing:
    held = [entry for one in case.facts if (entry := picture.entry(one))]
    who = names(picture, children)
    told = listed(f"{agency_name(one.agency)} ({when_said(one)})" for one in held[-4:])
    plans = [plan.agency for child in children if (plan := picture.plan_on(child, picture.as_at))]
    to = [(isinstance(one.content, Referral) and one.content.to) or one.agency for one in held]
    return Standing(
        about=children,
        rests_on=case.facts,
        since=case.since,
        sentence=f"{who} is doing an adult's task, by the account of {told}. What does {who} say of it, what does it "
        "keep them from, and who could do it instead?",
        settles=f"What {who} says of it and needs recorded, and who does the task from now on.",
        addressed_to=tuple(dict.fromkeys((*plans, *to))),
        holds_until=case.until,
        latest=case.latest,
    )
