"""Plans as they go when they go well: made with the family, visited, reviewed with own views, ended with a reason."""

from datetime import date, timedelta

from kingfisher.cli.population.diary import Diary
from kingfisher.cli.population.referrals_made import assessed, referred, spoken_to_apart
from kingfisher.timeline.dates import When
from kingfisher.timeline.kinds import (
    Absence,
    Action,
    ChairsOversight,
    Contact,
    Decision,
    Document,
    Involvement,
    Meeting,
    Outcome,
    Plan,
    Scaling,
    Setting,
    Strength,
    Supervision,
    View,
)

TEAM = ("social_care", "school", "health_visiting", "gp")
ACTIONS = (
    ("bed and bedding for each child, seen in place", "social_care"),
    ("breakfast at school five days a week, attendance read weekly", "school"),
    ("parent sees the GP about mood, with a date", "gp"),
    ("two year review done and shared", "health_visiting"),
)


def early_help(diary: Diary) -> None:
    """A plan with the family hub: asked for, agreed, visited, reviewed, ended."""
    home = diary.home
    day = diary.first + timedelta(days=diary.dice.randrange(120, 400))
    about = (*home.child_ids, *home.adults)
    spoken_to_apart(diary, day - timedelta(days=3), "early_help", "fsw")
    diary.visit(
        day - timedelta(days=4), "early_help", "fsw", home.child_ids, why="First visit; hopes talked through", both=True
    )
    plan = diary.write(
        Plan(
            type="early_help",
            stage="opened",
            reason="The family asked for help with routines",
            fathers_involved=tuple(one for one in home.parents if one not in home.carers),
        ),
        day,
        "early_help",
        about,
        shared=("school", "health_visiting", "gp"),
    )
    _began(diary, day, "fsw", "family support worker", "early_help")
    _visits(diary, day, day + timedelta(days=170), "early_help", "fsw", every=21)
    for weeks in (6, 14):
        _meeting(
            diary,
            day + timedelta(weeks=weeks),
            "team around the family",
            ("early_help", "school", "health_visiting"),
            plan,
        )
    diary.write(
        Plan(type="early_help", stage="closed", reason="Aims met, the parents and the children say so"),
        day + timedelta(days=172),
        "early_help",
        about,
        shared=("school", "health_visiting", "gp"),
        relates_to=(plan,),
    )


def child_in_need(diary: Diary) -> None:
    """Referred, assessed, a child in need plan of eight months or so, closed with early help agreed."""
    day = diary.first + timedelta(days=diary.dice.randrange(60, 330))
    neglect = diary.chance(0.3)
    referral, agency, _ = referred(diary, day, about=(*diary.home.child_ids, *diary.home.carers), neglect=neglect)
    done = assessed(diary, day, referral=referral, agency=agency, neglect=neglect)
    opened = day + timedelta(days=45)
    plan = _plan(diary, opened, "child_in_need", done, categories=())
    ends = opened + timedelta(days=diary.dice.randrange(170, 290))
    _worked(diary, opened, ends, plan, meeting_type="child_in_need", every=21, meet_every=42)
    _closed(diary, ends, plan, "child_in_need", done)


def child_protection(diary: Diary) -> None:
    """Strategy discussion, enquiry, conference, plan, core groups, reviews; stepped down, then ended."""
    home = diary.home
    day = diary.first + timedelta(days=diary.dice.randrange(40, 200))
    about = (*home.child_ids, *home.adults)
    referral, agency, _ = referred(diary, day, about=(*home.child_ids, *home.carers), neglect=True)
    strategy = diary.write(
        Meeting(
            type="strategy",
            mode="video",
            outcome="held",
            invited=(*TEAM, "police"),
            attended=(*TEAM, "police"),
            reason="Enquire together: each agency said what it knew",
        ),
        day,
        "social_care",
        about,
        relates_to=(referral,),
    )
    diary.views(day, strategy, (*TEAM, "police"), about, "What I know and what I would do")
    done = assessed(diary, day, referral=referral, agency=agency, neglect=True, type_="section_47")
    conference = day + timedelta(days=19)
    held = diary.write(
        Meeting(
            type="initial_conference",
            mode="in_person",
            outcome="held",
            invited=(*TEAM, "police", *home.parents),
            attended=(*TEAM, "police", *home.parents),
            reason="Each child considered apart",
            picture="concerns for each child, and what helps",
        ),
        conference,
        "reviewing_service",
        about,
    )
    diary.views(conference, held, (*TEAM, "police"), about, "Own view given before the decision")
    diary.write(
        Document(type="chronology", title="Chronology for the conference", agencies=(*TEAM, "police")),
        conference - timedelta(days=3),
        "social_care",
        home.child_ids,
    )
    plan = _plan(diary, conference + timedelta(days=1), "child_protection", done, categories=("neglect",))
    stepped = conference + timedelta(days=270)
    _worked(diary, conference + timedelta(days=1), stepped, plan, meeting_type="core_group", every=10, meet_every=28)
    for days in (90, 180, 268):
        review = conference + timedelta(days=days)
        _meeting(diary, review, "review_conference", (*TEAM, "police"), plan)
        diary.write(ChairsOversight(grade="green"), review + timedelta(days=40), "reviewing_service", home.child_ids)
    told = (*TEAM, "police", *home.parents)
    diary.write(
        Decision(
            outcome="child_in_need",
            on=(plan,),
            reason="Six months of change seen by four agencies; each child says home is different",
            considered=(plan, done),
            told=told,
        ),
        stepped,
        "social_care",
        about,
        shared=told,
    )
    following = _plan(diary, stepped, "child_in_need", done, categories=())
    ends = stepped + timedelta(days=120)
    _worked(diary, stepped, ends, following, meeting_type="child_in_need", every=21, meet_every=42)
    _closed(diary, ends, following, "child_in_need", done)


def _plan(diary: Diary, day: date, type_: str, on: str, categories: tuple[str, ...]) -> str:
    home = diary.home
    about = (*home.child_ids, *home.adults)
    told = (*TEAM, *home.carers)
    if type_ == "child_in_need" and not categories:
        diary.write(
            Decision(
                outcome="child_in_need",
                on=(on,),
                reason="Needs named for each child that the family cannot meet alone yet",
                considered=(on,),
                told=told,
                early_help="not_needed",
            ),
            day,
            "social_care",
            about,
            shared=told,
        )
    plan = diary.write(
        Plan(
            type=type_,
            stage="opened",
            categories=categories,
            relies_on=("sw",),
            reason="What each child needs, who does what, by when, and how we shall know",
            fathers_involved=tuple(one for one in home.parents if one not in home.carers),
        ),
        day,
        "social_care",
        about,
        by="sw",
        shared=TEAM,
        relates_to=(on,),
    )
    _began(diary, day - timedelta(days=1), "sw", "social worker", "social_care")
    _began(diary, day + timedelta(days=7), "fsw", "family support worker", "early_help")
    for number, (what, owner) in enumerate(ACTIONS):
        due = day + timedelta(days=35 + 14 * number)
        action = diary.write(
            Action(owner=owner, what=what, due=When.day(due), cover=f"{owner} duty", state="agreed", on=(plan,)),
            day,
            "social_care",
            home.child_ids,
            relates_to=(plan,),
        )
        done = Action(owner=owner, what=what, due=When.day(due), state="done", on=tuple(filter(None, (plan, action))))
        diary.write(done, due - timedelta(days=3), owner, home.child_ids, relates_to=(action,))
    return plan


def _began(diary: Diary, day: date, practitioner: str, role: str, agency: str) -> None:
    content = Involvement(
        practitioner=practitioner,
        role=role,
        covers=diary.home.child_ids,
        stage="began",
        frequency="every three weeks or more often",
        place="home",
        if_declined="the manager is told the same week",
    )
    diary.write(content, day, agency, (*diary.home.child_ids, *diary.home.carers), by=practitioner)


def _visits(diary: Diary, first: date, last: date, agency: str, by: str, *, every: int) -> None:
    """Visits, now and then put off by the family's illness or holiday and made within the week."""
    day = first + timedelta(days=3)
    while day < last:
        if diary.chance(0.08):
            outcome = diary.dice.choice([Outcome.NO_ACCESS, Outcome.CANCELLED_BY_FAMILY, Outcome.REARRANGED])
            diary.write(
                Contact(with_whom=diary.home.carers[:1], setting=Setting.DOORSTEP, outcome=outcome),
                day,
                agency,
                (*diary.home.child_ids, diary.home.carers[0]),
                by=by,
                text="Rang: away for the day, new day agreed",
            )
            day += timedelta(days=diary.dice.randrange(2, 6))
        diary.visit(day, agency, by, diary.home.child_ids, why="Planned work; each child spoken to", alone=True)
        day += timedelta(days=max(5, round(diary.dice.gauss(every, every / 10))))


def _meeting(diary: Diary, day: date, type_: str, agencies: tuple[str, ...], plan: str) -> None:
    """A meeting everyone came to or sent a view to; one in ten is moved by a few days first."""
    home = diary.home
    about = (*home.child_ids, *home.adults)
    lead = "reviewing_service" if "conference" in type_ else agencies[0]
    if diary.chance(0.1):
        moved = Meeting(type=type_, mode="in_person", outcome="rearranged", reason="chair unwell; new day sent to all")
        diary.write(moved, day, lead, about, relates_to=(plan,))
        day += timedelta(days=diary.dice.randrange(3, 8))
    away = agencies[-1:] if diary.chance(0.2) else ()
    came = tuple(one for one in agencies if one not in away)
    picture = diary.dice.choice(["progress", "mixed: better at home, not yet at school", "progress for each child"])
    meeting = diary.write(
        Meeting(
            type=type_,
            mode="in_person",
            outcome="held",
            invited=(*agencies, *home.parents),
            attended=(*came, *home.parents),
            apologies=away,
            picture=picture,
            reason="Go on as agreed; each child's own line read out",
        ),
        day,
        lead,
        about,
        relates_to=(plan,),
        shared=away,
    )
    diary.views(day, meeting, agencies, about, "Own view, written before the meeting")
    diary.write(
        View(whose=home.child_ids[0], on=(meeting,)), day, "social_care", home.child_ids[:1], text="Likes home more now"
    )
    if diary.chance(0.5):
        given = tuple(came[:1])
        for agency in came:
            low = float(diary.dice.choice([6, 7]))
            diary.write(
                Scaling(
                    question="how safe for each child",
                    low=low,
                    high=low,
                    given_by=(agency,),
                    alone=True,
                    reason="what I have seen since we last met",
                ),
                day,
                given[0],
                home.child_ids,
                relates_to=(meeting,),
            )


def _worked(
    diary: Diary, first: date, last: date, plan: str, *, meeting_type: str, every: int, meet_every: int
) -> None:
    """The months of a plan: visits, meetings, supervision, chronology, a fortnight's leave with cover."""
    home = diary.home
    _visits(diary, first, last, "social_care", "sw", every=every)
    spoken_to_apart(diary, first + timedelta(days=60))
    day = first + timedelta(days=meet_every - 7)
    while day < last - timedelta(days=10):
        _meeting(diary, day, meeting_type, TEAM, plan)
        day += timedelta(days=meet_every)
    for month in range(1, (last - first).days // 30 + 1):
        day = first + timedelta(days=30 * month - 5)
        content = Supervision(practitioner="sw", supervisor="team manager", outcome="each child talked through")
        diary.write(content, day, "social_care", home.child_ids)
        diary.write(
            Supervision(practitioner="hv", supervisor="named nurse", outcome="held"),
            day + timedelta(days=3),
            "health_visiting",
            home.child_ids,
        )
        if month % 2 == 0:
            chronology = Document(
                type="chronology", title="Chronology, brought up to date", agencies=TEAM, reviewed_by="team manager"
            )
            diary.write(chronology, day, "social_care", home.child_ids)
            review = Plan(type=None, stage="reviewed", reason="Change for each child: sleep, food, school; measured")
            diary.write(review, day + timedelta(days=1), "social_care", home.child_ids, relates_to=(plan,))
            diary.write(Strength(of=home.carers[0], what="keeps the new routine"), day, "social_care", home.child_ids)
    if diary.chance(0.3):
        away = first + timedelta(days=45)
        content_away = Absence(practitioner="sw", ends=When.day(away + timedelta(days=12)), cover="duty social worker")
        diary.write(content_away, away, "social_care", home.child_ids)


def _closed(diary: Diary, day: date, plan: str, type_: str, assessment: str) -> None:
    home = diary.home
    about = (*home.child_ids, *home.adults)
    told = (*TEAM, *home.carers)
    diary.visit(
        day - timedelta(days=4), "social_care", "sw", home.child_ids, why="Last visit; each child alone", alone=True
    )
    diary.write(
        Decision(
            outcome="close_plan",
            on=(plan,),
            reason="Every aim met and held for three months, by visits and school; nothing outstanding",
            considered=tuple(filter(None, (plan, assessment))),
            told=told,
            early_help="accepted",
        ),
        day,
        "social_care",
        about,
        shared=told,
    )
    diary.write(
        Plan(type=type_, stage="closed", reason="Every aim met; early help agreed with the family"),
        day,
        "social_care",
        about,
        shared=TEAM,
        relates_to=(plan,),
    )
    content = Involvement(practitioner="sw", role="social worker", covers=home.child_ids, stage="ended")
    diary.write(content, day + timedelta(days=1), "social_care", about)
    for weeks in (4, 8, 12):
        diary.visit(day + timedelta(weeks=weeks), "early_help", "fsw", home.child_ids, why="Still going well")
