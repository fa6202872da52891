"""Referrals as they are made and decided when it is done well: asked, checked, weighed, decided with a reason, told."""

from datetime import date, timedelta

from kingfisher.cli.population.diary import Diary
from kingfisher.timeline.entries import Seen
from kingfisher.timeline.kinds import (
    Account,
    Assessment,
    Check,
    Claim,
    Contact,
    Decision,
    Document,
    Involvement,
    Outcome,
    Plan,
    Referral,
    Setting,
)
from kingfisher.timeline.people import HowKnown

CONCERNS = (
    ("shouting heard at home by a neighbour", "police"),
    ("child tired and hungry some mornings", "school"),
    ("mother low in mood since the spring", "gp"),
    ("home conditions, clutter and damp", "health_visiting"),
    ("parents arguing, child upset", "school"),
)
OTHERS = ("gp", "school", "health_visiting", "police")


def referred(diary: Diary, day: date, *, about: tuple[str, ...], neglect: bool = False) -> tuple[str, str, str]:
    """A referral by somebody who saw something and told the parents so: its id, who made it, what it says."""
    concern, agency = diary.dice.choice(CONCERNS)
    if neglect:
        concern, agency = "neglect: unkempt, often hungry, home very dirty", diary.dice.choice(["school", "police"])
    seen = tuple(
        Seen(child=child, setting=Setting.SCHOOL if agency == "school" else Setting.ELSEWHERE)
        for child in about[:1]
        if diary.is_born(child, day)
    )
    content = Referral(to="social_care", concerns=(concern,))
    text = f"{concern[:1].upper()}{concern[1:]}. Parents know of the referral."
    made = diary.write(content, day, agency, about, text=text, how_known=HowKnown.OBSERVED, seen=seen)
    return made, agency, concern


def checked(diary: Diary, day: date, referral: str) -> list[str]:
    """Each adult's records asked about, and the answer."""
    found = []
    for adult in diary.home.adults:
        for held_by in ("gp", "police", "adult_services"):
            content = Check(of=adult, held_by=held_by, result="replied")
            found.append(
                diary.write(
                    content,
                    day + timedelta(days=diary.dice.randrange(1, 4)),
                    "social_care",
                    (adult,),
                    text="Nothing held that bears on the children.",
                    relates_to=(referral,),
                    how_known=HowKnown.RECORD_CHECK,
                )
            )
    return [one for one in found if one]


def spoken_to_apart(diary: Diary, day: date, agency: str = "social_care", by: str = "sw") -> None:
    """A parent who lives elsewhere is met, as any parent is."""
    if diary.home.apart:
        children = diary.home.child_ids
        diary.write(
            Contact(with_whom=(diary.home.apart,), setting=Setting.OFFICE, outcome=Outcome.ATTENDED, minutes=40),
            day,
            agency,
            (diary.home.apart, *children),
            by=by,
            text="Own view of the children heard.",
        )
    for parent in diary.home.parents:
        if parent not in diary.home.carers and parent != diary.home.apart:
            diary.write(
                Contact(with_whom=(parent,), setting=Setting.TELEPHONE, outcome=Outcome.ATTENDED),
                day,
                agency,
                (parent, *diary.home.child_ids),
                by=by,
            )


def decided_no_further(diary: Diary) -> None:
    """A referral that needed no assessment: looked into, a reason written, everyone told, help offered."""
    day = diary.first + timedelta(days=diary.dice.randrange(200, 500))
    home = diary.home
    about = (*home.child_ids, *home.carers)
    referral, agency, _ = referred(diary, day, about=about)
    checks = checked(diary, day, referral)
    diary.visit(
        day + timedelta(days=1),
        "social_care",
        "duty",
        home.child_ids,
        why="Seen and spoken to; calm and clean",
        both=True,
    )
    spoken_to_apart(diary, day + timedelta(days=2), by="duty")
    told = tuple(dict.fromkeys((agency, "gp", "school" if agency != "school" else "health_visiting", *home.carers)))
    wants = diary.dice.choice(["accepted", "declined", "not_needed"])
    diary.write(
        Decision(
            outcome="no_further_action",
            on=(referral,),
            reason="Children seen, both carers spoken to, records asked: a single event, support is in place.",
            considered=(referral, *checks),
            told=told,
            early_help=wants,
        ),
        day + timedelta(days=4),
        "social_care",
        about,
        shared=told,
    )
    if wants == "accepted":
        diary.write(
            Involvement(
                practitioner="fsw",
                role="family support worker",
                covers=home.child_ids,
                stage="began",
                frequency="fortnightly",
                place="home",
                if_declined="tell the early help lead",
            ),
            day + timedelta(days=12),
            "early_help",
            about,
        )
        for weeks in range(2, 12, 2):
            diary.visit(day + timedelta(weeks=weeks), "early_help", "fsw", home.child_ids, why="Routines and sleep")


def assessed(diary: Diary, day: date, *, referral: str, agency: str, neglect: bool, type_: str = "single") -> str:
    """An assessment in forty days: children seen alone, each adult met, an account asked about, history weighed."""
    home = diary.home
    about = (*home.child_ids, *home.adults)
    told = tuple(dict.fromkeys((agency, *home.carers)))
    weighed = "Earlier records read; what was reported, and that nobody outside has seen it, called for a fuller look."
    diary.write(
        Decision(outcome="assess", on=(referral,), reason=weighed, considered=(referral,), told=told),
        day + timedelta(days=1),
        "social_care",
        about,
        shared=told,
    )
    checks = checked(diary, day, referral)
    diary.write(Assessment(type=type_, stage="started"), day + timedelta(days=1), "social_care", about, by="sw")
    for days in (3, 14, 27):
        seen_on = day + timedelta(days=days)
        diary.visit(
            seen_on,
            "social_care",
            "sw",
            home.child_ids,
            why="Assessment visit; child's day talked through",
            alone=True,
            both=days == 3,
        )
    spoken_to_apart(diary, day + timedelta(days=9))
    account = diary.write(
        Account(said_by=home.carers[0], could_confirm=("gp",), asked=("gp",)),
        day + timedelta(days=14),
        "social_care",
        home.carers[:1],
        text="Says she has been to the GP about it; GP asked and confirms.",
        how_known=HowKnown.SELF_REPORT,
    )
    done = day + timedelta(days=40)
    diary.write(
        Document(
            type="chronology",
            title="Chronology of the children",
            agencies=("gp", "school", "health_visiting", "police"),
            reviewed_by="team manager",
        ),
        done - timedelta(days=2),
        "social_care",
        home.child_ids,
    )
    diary.write(Document(type="genogram", title="Family tree"), done - timedelta(days=2), "social_care", about)
    tool = "neglect assessment tool, each child graded" if neglect else None
    if tool:
        diary.write(
            Assessment(
                type="tool", stage="completed", tool=tool, conclusion="Graded with the parents, child by child."
            ),
            done - timedelta(days=5),
            "social_care",
            about,
            by="sw",
        )
    return diary.write(
        Assessment(
            type=type_,
            stage="completed",
            conclusion="Each child considered alone: what each day is like, what helps and what is still needed. "
            "Parents' own childhoods were talked about and weighed.",
            considered=tuple(one for one in (referral, account, *checks) if one),
            accepted=(Claim(claim="has been to the GP", said_by=home.carers[0], could_confirm=("gp",), asked=("gp",)),),
            assessed=home.adults,
            tool=tool,
        ),
        done,
        "social_care",
        about,
        by="sw",
        shared=("gp", "school", "health_visiting"),
        relates_to=(referral,),
    )


def _unborn(diary: Diary) -> tuple[str, date]:
    baby = diary.home.children[-1]
    assert baby.born
    assert baby.born.first
    return baby.id, baby.born.first


def unborn_assessed(diary: Diary) -> None:
    """Midwifery refers before birth; assessed before birth; closed after it with early help in place."""
    baby, born = _unborn(diary)
    home = diary.home
    day = born - timedelta(days=100)
    about = (baby, *home.adults)
    concern = diary.dice.choice(["low mood in pregnancy", "housing not secure", "cannabis use, now stopped"])
    referral = diary.write(
        Referral(to="social_care", concerns=(concern,), gestation_weeks=26),
        day,
        "midwifery",
        about,
        how_known=HowKnown.OBSERVED,
    )
    done = assessed(diary, day, referral=referral, agency="midwifery", neglect=False, type_="pre_birth")
    told = ("midwifery", "health_visiting", "gp", *home.carers)
    diary.write(
        Decision(
            outcome="no_further_action",
            on=(done,),
            reason="Ready for the baby, both parents met, help of the family hub accepted.",
            considered=(referral, done),
            told=told,
            early_help="accepted",
        ),
        day + timedelta(days=42),
        "social_care",
        about,
        shared=told,
    )
    plan = diary.write(
        Plan(
            type="early_help",
            stage="opened",
            reason="Support around the birth",
            fathers_involved=tuple(home.parents[1:]),
        ),
        day + timedelta(days=50),
        "early_help",
        about,
    )
    for weeks in range(9, 32, 4):
        diary.visit(day + timedelta(weeks=weeks), "early_help", "fsw", home.child_ids, why="Settling in")
    diary.write(
        Plan(type="early_help", stage="closed", reason="Aims met; the family say so too"),
        born + timedelta(days=150),
        "early_help",
        about,
        shared=("health_visiting", "gp"),
        relates_to=(plan,),
    )


def unborn_no_further(diary: Diary) -> None:
    """Midwifery asks; no assessment is needed, with a written reason that midwifery has."""
    baby, born = _unborn(diary)
    day = born - timedelta(days=120)
    about = (baby, *diary.home.adults)
    referral = diary.write(
        Referral(to="social_care", concerns=("parent was in care as a child",), gestation_weeks=22),
        day,
        "midwifery",
        about,
    )
    checks = checked(diary, day, referral)
    spoken_to_apart(diary, day + timedelta(days=2), by="duty")
    diary.write(
        Contact(with_whom=diary.home.carers, setting=Setting.OFFICE, outcome=Outcome.ATTENDED, minutes=50),
        day + timedelta(days=2),
        "social_care",
        about,
        by="duty",
    )
    told = ("midwifery", "health_visiting", "gp", *diary.home.carers)
    diary.write(
        Decision(
            outcome="no_further_action",
            on=(referral,),
            reason="Met both parents: well supported, nothing bears on the baby. Having been in care is no ground.",
            considered=(referral, *checks),
            told=told,
            early_help="offered",
        ),
        day + timedelta(days=5),
        "social_care",
        about,
        shared=told,
    )
