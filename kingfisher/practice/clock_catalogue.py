"""Which clocks are there? The page for practitioners, made from the timescales themselves."""

from kingfisher.practice.clock_events import EVENTS, READ_TOGETHER
from kingfisher.practice.guidance import Guidance
from kingfisher.practice.timescales import CALLED, Limit, Timescale, Timescales, standard_timescales

NOT_READ = (
    (
        "The day a section 47 enquiry began",
        "a date the return asks for, not a limit; the conference is counted from it",
    ),
    ("Family group decision making before proceedings", "before a step, without a number; commencement to be checked"),
    ("Copy of a practice review to the Panel", "counted back from its publication, among the review's own clocks"),
    (
        "Second visit of a personal adviser after a move",
        "before a review that itself has no day; the visits after it are clocks",
    ),
    (
        "Pathway plan reviews until settled",
        "at most every three months after a move; the record does not say when a young person is settled",
    ),
    ("Personal adviser to 25; staying close", "entitlements without a clock; the second was not in force when read"),
)


def clock_catalogue(timescales: Timescales | None = None) -> str:
    """Every clock, its number by edition, what starts and meets it, and whose it is, as Markdown."""
    held = timescales or standard_timescales()
    lines = [
        "# The clocks",
        "",
        "Made from the data. Each number has a source; a number that is only local is never called statutory, and one "
        "borrowed from another area stands in until the partnership sets its own: past its day nothing is called late. "
        "The edition in force on the day a clock starts decides. Working days are those of England and Wales, and day "
        "1 is the next working day after the start. An uncertain day makes a clock due about; nothing is called late "
        "while it may have been in time.",
        "",
    ]
    for name, timescale in held.held.items():
        lines += _clock(name, timescale, held)
    lines += ["## Not read as clocks, and why", "", *(f"- **{what}**: {why}." for what, why in NOT_READ), ""]
    lines += ["## Sources", "", *(_ground(one) for one in held.grounds.values()), ""]
    return "\n".join(lines)


def _clock(name: str, timescale: Timescale, held: Timescales) -> list[str]:
    lines = [f"## {name}", "", f"**{timescale.title}**" + (f" {timescale.says}" if timescale.says else ""), ""]
    lines.append(f"- Starts with {_events(timescale.starts)}.")
    if timescale.counts_back:
        lines.append("- Counted back from its day.")
    if timescale.counted_from:
        lines.append(f"- Counted from {_events(timescale.counted_from)}, where that is recorded.")
    lines.append(f"- {_MET[timescale.nature]} {_events(timescale.met_by)}.")
    if timescale.ends_with:
        lines.append(f"- Ends with {_events(timescale.ends_with)}.")
    if timescale.spell:
        lines.append(f"- Only while on, or in: {timescale.spell.replace('_', ' ')}.")
    lines.append(f"- Whose: {_owner(timescale)}.")
    lines += ["", "| limit | what it is | source | from | to |", "|---|---|---|---|---|"]
    lines += [_row(limit, held.grounds[source]) for limit in timescale.limits for source in limit.guidance]
    return [*lines, ""]


_MET = {"duty": "Met by", "chance": "Taken by", "power": "Ends before that with"}


def _events(names: tuple[str, ...]) -> str:
    return ", or ".join(EVENTS[name].says if name in EVENTS else READ_TOGETHER[name] for name in names)


def _owner(timescale: Timescale) -> str:
    agency = timescale.owner.agency.replace("_", " ")
    return f"{agency}, {timescale.owner.role}" if agency and agency != timescale.owner.role else timescale.owner.role


def _row(limit: Limit, ground: Guidance) -> str:
    start = max(ground.start, limit.start or ground.start)
    ends = [day for day in (ground.end, limit.end) if day]
    lent = " (borrowed)" if limit.borrowed else ""
    return f"| {limit.words} | {CALLED[limit.kind]}{lent} | {ground.id} | {start} | {min(ends) if ends else ''} |"


def _ground(one: Guidance) -> str:
    end = f" to {one.end}" if one.end else ""
    return (
        f"- **{one.id}** ({one.kind}; {one.title}, {one.edition}; from {one.start}{end}; {one.paragraph}). {one.sure}."
    )
