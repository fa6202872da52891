"""Who, apart from those whose decision it was, has looked at what the audit advised?

Asks: when an audit advised a change about a child, those who made the earlier decisions looked at it and changed
    nothing as advised, and nobody else is recorded as having taken part.
Looks at: audits that recommend something; the meeting, decision or plan that follows (naming the audit, or the first by
    the agency within the parameter's days); who made the earlier decisions, plans and assessments; who attended, and
    in what role.
Does not ask when: the step took up the advice; the auditors, an independent chair or a senior manager took part; the
    step was another practitioner's or another agency's; nothing has followed yet; no earlier decision is recorded.
Guidance: kingfisher-lp6; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: somebody apart from the team looking at the advice and the decision, the advice taken up, or an answer with
    a reason.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import cast

from kingfisher.practice.decisions import plain, plan_type, written
from kingfisher.practice.meetings import was_held
from kingfisher.practice.replies import closes_it
from kingfisher.questions.closing import concluded
from kingfisher.questions.members import is_of, members
from kingfisher.questions.picture import ByChild, Picture, day_of, days_after, ids, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, names, when_said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Assessment, Audit, ChairsOversight, Decision, Meeting, Plan

TITLE = "An audit's advice, looked at by those who decided before"
TIER = 2
VERSION = 1
GUIDANCE = ("kingfisher-lp6", "working-together-2015", "working-together-2018", "working-together-2023")
_NO_CHANGE = ("no change", "none", "no further", "continue as", "no recommendation", "nil")


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each audit that advised a change."""
    steps = picture.by_child(one for one in picture.of_kind(Decision, Meeting, Plan) if _is_step(one))
    decided = picture.by_child(picture.of_kind(Decision, Plan, Assessment))
    afresh = picture.by_child(picture.of_kind(Audit, ChairsOversight))
    for audit in picture.of_kind(Audit):
        advice = written(cast(Audit, audit.content).recommends)
        about = picture.children_in(audit)
        if advice and about and not closes_it(audit) and not plain(advice).startswith(_NO_CHANGE):
            yield _standing(picture, audit, about, steps=steps, decided=decided, afresh=afresh)


def _is_step(entry: Entry) -> bool:
    return was_held(entry) if isinstance(entry.content, Meeting) else True


def _standing(
    picture: Picture, audit: Entry, about: tuple[str, ...], *, steps: ByChild, decided: ByChild, afresh: ByChild
) -> Standing:
    followed = _followed(picture, audit, about, steps)
    if not followed:
        last = days_after(known(audit), picture.number("audit_second_look.days", known(audit)))
        until = last if last >= picture.as_at else None
        return Standing(about=about, rests_on=(audit.id,), because="Nothing has followed it yet.", holds_until=until)
    step = followed[0]
    earlier = _earlier(decided, audit, step, about)
    if not earlier:
        return Standing(about=about, rests_on=(audit.id, step.id), because="No earlier decision is recorded.")
    closings = [
        (known(one), f"The advice was taken up ({when_said(one)}).") for one in followed if _takes_up(audit, one)
    ]
    closings += [
        (known(one), f"Somebody apart from the team took part ({when_said(one)}).")
        for one in followed
        if _is_apart(picture, one, audit, earlier)
    ]
    again = afresh.first_from(about, known(step), but=audit.id)
    closings += [(known(again), f"It was looked at afresh ({when_said(again)}).")] if again else []
    team, who = agency_name(step.agency), names(picture, about)
    return concluded(
        picture,
        about=about,
        rests_on=ids([audit, *followed[:3], *earlier[-2:]]),
        since=known(step),
        sentence=f"An audit of {when_said(audit)} advised {cast(Audit, audit.content).recommends} for {who}. The "
        f"{step.kind} of {when_said(step)} was {team}'s own, as the earlier decisions were, and nobody else is "
        "recorded as having looked. Who, apart from the team, could look at it with them?",
        settles="Somebody who made none of the earlier decisions has looked at the advice and the decision.",
        addressed_to=(step.agency, audit.agency),
        closings=closings,
        ask_agency=audit.agency,
    )


def _followed(picture: Picture, audit: Entry, about: tuple[str, ...], steps: ByChild) -> list[Entry]:
    """What names the audit, else the first step by those it went to; with what names these, in order."""
    first = [one for one in picture.linked_to.get(audit.id, ()) if isinstance(one.content, (Decision, Meeting, Plan))]
    first = [one for one in first if one.agency != audit.agency and _is_step(one)]
    if not first:
        to = cast(Audit, audit.content).addressed_to
        last = days_after(known(audit), picture.number("audit_second_look.days", known(audit)))
        near = steps.between(about, known(audit), last)
        first = [one for one in near if one.agency != audit.agency and (not to or is_of(picture, to, one.agency))][:1]
    second = [
        one
        for step in first
        for one in picture.linked_to.get(step.id, ())
        if isinstance(one.content, (Decision, Meeting, Plan))
    ]
    return sorted({one.id: one for one in (*first, *second)}.values(), key=known)


def _earlier(decided: ByChild, audit: Entry, step: Entry, about: tuple[str, ...]) -> list[Entry]:
    """Decisions, plans and assessments of the stepping agency before the audit, within three years of it."""
    start = known(audit) - timedelta(days=1096)
    found = decided.between(about, start, known(audit))
    return [one for one in found if one.agency == step.agency and one.id != step.id and day_of(one) <= known(audit)]


def _takes_up(audit: Entry, step: Entry) -> bool:
    """The step opens, or decides on, the type of plan that the audit names."""
    wanted = plan_type(cast(Audit, audit.content).recommends)
    content = step.content
    said = content.outcome if isinstance(content, Decision) else content.type if isinstance(content, Plan) else None
    return wanted is not None and plan_type(said) == wanted


def _is_apart(picture: Picture, step: Entry, audit: Entry, earlier: list[Entry]) -> bool:
    """The auditors, somebody in a role apart, another agency's or another practitioner's own decision."""
    content = step.content
    attended = content.attended if isinstance(content, Meeting) else ()
    present = members(picture, (*attended, *([step.by] if step.by else []), step.agency))
    words = [plain(word) for word in picture.words("audit_second_look.others", known(step))]
    for name in present:
        if is_of(picture, name, audit.agency) or any(f" {word}" in f" {plain(name)}" for word in words):
            return True
        roles = " ".join(f" {plain(part.role)} {plain(part.agency)}" for part in picture.parts_named(name)[:3])
        if name != step.agency and any(f" {word}" in roles for word in words):
            return True
    before = {one.by for one in earlier if one.by}
    return step.agency not in {one.agency for one in earlier} or bool(step.by and before and step.by not in before)
