"""Where each child has lived, as a strip per child: homes as numbered bars, with whom, and sightings elsewhere.

Paragraphs 19, 34, 35 and 49 of the review. A bar is drawn where the child certainly lived there; a broken line where a
beginning or end is not certain; a broken, empty bar where nobody has recorded a home. Several homes within few days are
drawn again, larger, under their own words. Lengths are pixels; the list under each strip says every stay in full.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from kingfisher.drawing import ink
from kingfisher.drawing.days_across import LEFT, RIGHT, Axis
from kingfisher.drawing.letters import lines, width
from kingfisher.drawing.shown import Picture, Shown
from kingfisher.practice.lived import Close, Elsewhere, Lived, Stay
from kingfisher.timeline.dates import said

WIDE, HIGH = 1047.0, 718.0  # A4 landscape within its margins, at full size
BAR = 18.0
ROW = 23.0
ONE_DAY = timedelta(days=1)


def homes(
    strips: Sequence[Lived],
    as_at: date,
    *,
    first: date | None = None,
    links: Callable[[str], str] | None = None,
    days: bool = True,
) -> Picture:
    """Draw one strip for each child, one under the other over the same days, with the same facts as `Picture.shown`.

    The days run from `first` (None: the earliest of any child) to `as_at`, inclusive. `links` gives an address for an
    entry's id ("" for none). Without `days` the axes tell months at the finest, and begin with one.
    The same bytes for the same facts; siblings come in the order given.
    """
    start = first or min((_begin(one) for one in strips), default=as_at)
    start = start if days else start.replace(day=1)
    axis = Axis(start, max(as_at, start + ONE_DAY), finest=1 if days else 31)
    names = " and ".join(
        [", ".join(one.name for one in strips[:-1]), strips[-1].name]
        if len(strips) > 1
        else [one.name for one in strips]
    )
    from_to = f"{said(start)} to {said(as_at)}" if days else f"{start:%B %Y} to {as_at:%B %Y}"
    title = f"Where {names} lived, {from_to}"
    heading = lines(title, WIDE - 20, bold=True, size=15)
    parts = [ink.words(10, 20 + 18 * n, line, bold=True, size=15) for n, line in enumerate(heading)]
    shown: list[Shown] = []
    y = 20.0 + 18 * len(heading)
    for strip in strips:
        drawn, y = _strip(strip, axis, y, links)
        parts += drawn
        shown += _facts(strip)
    parts.append(_key(y + 16, "".join(parts)))
    high = y + 28
    svg = ink.drawing(
        title,
        f"{len(strips)} strips with {len(shown)} facts. The table gives each of them in the same words.",
        parts,
        width=WIDE,
        height=high,
        id="homes",
        linked=links is not None,
    )
    paper, room = ("A4 landscape", HIGH) if high <= HIGH else ("A3 landscape", 1047.0)
    points = round(9 * min(1.0, room / high), 1)
    return Picture(svg=svg, shown=tuple(shown), width=WIDE, height=high, paper=paper, points=points)


def on_pages(
    strips: Sequence[Lived],
    as_at: date,
    *,
    first: date | None = None,
    links: Callable[[str], str] | None = None,
    days: bool = True,
) -> tuple[Picture, ...]:
    """The same strips on as many A4 pages as they need, each at 9 points over the same days; no child is left out."""
    start = first or min((_begin(one) for one in strips), default=as_at)
    pages: list[Picture] = []
    page: list[Lived] = []
    for strip in strips:
        longer = homes([*page, strip], as_at, first=start, links=links, days=days)
        if page and longer.height > HIGH:
            page, longer = [strip], homes([strip], as_at, first=start, links=links, days=days)
            pages.append(longer)
        else:
            page = [*page, strip]
            pages[-1:] = [longer]
    return tuple(pages)


def _begin(strip: Lived) -> date:
    """Where a strip begins by itself: a month before the first home recorded, or the birth where that is later."""
    recorded = [stay.first for stay in strip.stays if stay.entry]
    return max(strip.first, min(recorded) - timedelta(days=31)) if recorded else strip.first


def _facts(strip: Lived) -> list[Shown]:
    found = [
        Shown(what="close", id=_close_id(one), words=one.words, rests_on=_entries(strip, one)) for one in strip.close
    ]
    found += [
        Shown(what="home", id=one.id, words=one.words, rests_on=(one.entry,) if one.entry else ())
        for one in strip.stays
    ]
    return found + [
        Shown(what="sighting", id=f"{one.child}:{one.entry}", words=one.words, rests_on=(one.entry,))
        for one in strip.elsewhere
    ]


def _close_id(one: Close) -> str:
    return f"{one.stays[0]}:close"


def _entries(strip: Lived, one: Close) -> tuple[str, ...]:
    return tuple(stay.entry for stay in strip.stays if stay.id in one.stays and stay.entry)


def _strip(strip: Lived, axis: Axis, y: float, links: Callable[[str], str] | None) -> tuple[list[str], float]:
    """One child's strip from `y` down, and where it ends."""
    ticks = axis.ticks()
    parts = [ink.path(f"M{ink.number(LEFT)} {ink.number(y + 18)}H{ink.number(RIGHT)}", name="kf-homes-axis", wide=0.7)]
    for x, label in ticks:
        parts.append(ink.path(f"M{ink.number(x)} {ink.number(y + 12)}v8", name="kf-homes-axis", wide=0.7))
        parts.append(ink.words(x + 3, y + 13, label))
    numbers = {stay.id: str(n + 1) for n, stay in enumerate(strip.stays)}
    name = lines(strip.name, LEFT - 22, 3, bold=True)
    parts += [ink.words(10, y + 36 + n * 15, line, bold=True) for n, line in enumerate(name)]
    bars, top = y + 40, _number_places(strip, axis)
    row_of = _rows(strip, axis)
    rows = (max(row_of.values(), default=0) + 1) * ROW
    listed = y + 40 + rows + (20 if strip.elsewhere else 2)
    for stay in strip.stays:
        row = bars + row_of[stay.id] * ROW
        inside = _bar(stay, axis, row) + _leader(top[stay.id], y + 34, axis.x(stay.first) + 1, row)
        inside += ink.words(top[stay.id], y + 34, numbers[stay.id], bold=True)
        told, listed = _told(f"{numbers[stay.id]}. {stay.words.removeprefix(strip.name + ': ')}", listed)
        parts.append(_thing("home", stay, inside + told, links))
    for n, seen in enumerate(strip.elsewhere):
        letter = _letter(n)
        inside = _mark(seen, axis, bars + rows + 6, letter)
        told, listed = _told(f"{letter}. {seen.words}", listed)
        parts.append(_thing("sighting", seen, inside + told, links))
    for one in strip.close:
        drawn, listed = _close_up(strip, one, listed + 4, numbers, axis.finest)
        parts.append(ink.thing("close", _close_id(one), one.words, drawn))
    return parts, listed + 14


def _thing(what: str, one: Stay | Elsewhere, inside: str, links: Callable[[str], str] | None) -> str:
    """A stay or a sighting as a drawn thing, a link to its entry where links are given."""
    id = one.id if isinstance(one, Stay) else f"{one.child}:{one.entry}"
    address = links(one.entry) if links and one.entry else ""
    return ink.thing(what, id, one.words, inside, link=address)


def _letter(n: int) -> str:
    """a to z, then aa, ab …"""
    return (_letter(n // 26 - 1) if n >= 26 else "") + chr(ord("a") + n % 26)


def _told(text: str, y: float) -> tuple[str, float]:
    """The words of one thing in the list under the strip, and where the list goes on."""
    told = lines(text, RIGHT - LEFT - 16)
    drawn = "".join(ink.words(LEFT + (16 if n else 0), y + 13 + n * 14.5, line) for n, line in enumerate(told))
    return drawn, y + len(told) * 14.5


def _number_places(strip: Lived, axis: Axis) -> dict[str, float]:
    """Where each stay's number is written above the bars: over its beginning, moved right where others stand."""
    found: dict[str, float] = {}
    taken = LEFT - 20.0
    for n, stay in enumerate(strip.stays):
        place = max(axis.x(stay.first) + 1, taken)
        found[stay.id] = place
        taken = place + width(str(n + 1), bold=True, size=ink.TEXT) + 5
    # What would stand past the right end is moved back from it.
    end = RIGHT + 10
    for n, stay in reversed(list(enumerate(strip.stays))):
        end -= width(str(n + 1), bold=True, size=ink.TEXT)
        found[stay.id] = end = min(found[stay.id], end)
        end -= 5
    return found


def _rows(strip: Lived, axis: Axis) -> dict[str, int]:
    """In which row each stay's bar lies: the first in which it lies over no other."""
    found: dict[str, int] = {}
    ends: list[float] = []
    for stay in strip.stays:
        start, end = axis.x(stay.first), max(axis.x(stay.last + ONE_DAY), axis.x(stay.first) + 3)
        row = next((n for n, taken in enumerate(ends) if taken <= start), len(ends))
        ends[row : row + 1] = [end + 1]
        found[stay.id] = row
    return found


def _bar(stay: Stay, axis: Axis, y: float) -> str:
    """A stay: a bar over the days that are certain, a broken line over those that are not."""
    left, right = axis.x(stay.first), max(axis.x(stay.last + ONE_DAY), axis.x(stay.first) + 3)
    inside = ""
    if stay.entry is None:
        inside += ink.box(left, y, right - left, BAR, name="kf-homes-unknown", dashed=True)
    else:
        middle = y + BAR / 2
        line = f"M{ink.number(left)} {ink.number(middle)}H{ink.number(right)}"
        inside += ink.path(line, name="kf-homes-unsure", wide=2, dash="4 3")
        if stay.sure_from and stay.sure_to:
            start, end = axis.x(stay.sure_from), axis.x(stay.sure_to + ONE_DAY)
            inside += ink.box(start, y, max(end - start, 3), BAR, name="kf-homes-home")
            left, right = start, end
        if not stay.ends:
            inside += ink.path(f"M{ink.number(right - 6)} {ink.number(y + 3)}l6 6-6 6", name="kf-homes-open")
    label = stay.place if stay.entry else "no home recorded"
    on_a_line = stay.entry is not None and not (stay.sure_from and stay.sure_to)  # where it could not be read
    if not on_a_line and width(label, size=ink.TEXT) < right - left - 12:
        inside += ink.words(left + 5, y + 13, label)
    return inside


def _leader(at: float, above: float, x: float, y: float) -> str:
    """A fine line from a number to its bar, where the number had to be moved or the bar is in the lower row."""
    line = f"M{ink.number(at + 2)} {ink.number(above + 2)}L{ink.number(x)} {ink.number(y)}"
    return ink.path(line, name="kf-homes-leader", wide=0.6)


def _mark(seen: Elsewhere, axis: Axis, y: float, letter: str) -> str:
    """A sighting at another address: a filled diamond with its letter; a line as long as its uncertain days."""
    x, end = axis.x(seen.first), axis.x(seen.last)
    span = ink.path(f"M{ink.number(x)} {ink.number(y)}H{ink.number(end)}", name="kf-homes-unsure", wide=2, dash="4 3")
    diamond = ink.path(f"M{ink.number(x)} {ink.number(y - 5)}l5 5-5 5-5-5z", name="kf-homes-elsewhere", fill="#0b0c0c")
    return (span if end - x > 6 else "") + diamond + ink.words(x + 7, y + 4, letter, bold=True)


def _close_up(strip: Lived, one: Close, y: float, numbers: dict[str, str], finest: int) -> tuple[str, float]:
    """Several homes in few days, drawn again large in a heavy frame under their own words."""
    axis = Axis(one.first - 2 * ONE_DAY, one.last + 5 * ONE_DAY, finest=finest)
    words = lines(one.words, RIGHT - LEFT - 16, bold=True)
    stays = [stay for stay in strip.stays if stay.id in one.stays]
    high = len(words) * 15 + 24 + len(stays) * ROW + 10
    inside = ink.path(
        f"M{LEFT - 8:g} {ink.number(y)}H{ink.number(RIGHT + 8)}v{ink.number(high)}H{LEFT - 8:g}z",
        name="kf-homes-close",
        wide=2.5,
    )
    inside += "".join(ink.words(LEFT, y + 15 + n * 15, line, bold=True) for n, line in enumerate(words))
    top = y + len(words) * 15 + 4
    for x, label in axis.ticks():
        inside += ink.path(
            f"M{ink.number(x)} {ink.number(top + 4)}v{ink.number(high - (top - y) - 8)}", name="kf-homes-axis", wide=0.4
        )
        inside += ink.words(x + 3, top + 14, label)
    for n, stay in enumerate(stays):
        inside += _large(stay, axis, top + 20 + n * ROW, numbers[stay.id])
    return inside, y + high + 4


def _large(stay: Stay, axis: Axis, y: float, number: str) -> str:
    left, right = axis.x(stay.first), axis.x(stay.last + ONE_DAY)
    line = f"M{ink.number(left)} {ink.number(y + BAR / 2)}H{ink.number(max(right, left + 3))}"
    inside = ink.path(line, name="kf-homes-unsure", wide=2, dash="4 3")
    if stay.sure_from and stay.sure_to:
        start, end = axis.x(stay.sure_from), axis.x(stay.sure_to + ONE_DAY)
        inside += ink.box(start, y, max(end - start, 3), BAR, name="kf-homes-home")
        right = max(right, end)
    label = f"{number}. {stay.place}"
    wide = width(label, size=ink.TEXT)
    if stay.sure_from and stay.sure_to and wide < axis.x(stay.sure_to) - axis.x(stay.sure_from) - 8:
        return inside + ink.words(axis.x(stay.sure_from) + 5, y + 13, label)
    if right + wide + 6 < RIGHT:
        return inside + ink.words(right + 5, y + 13, label)
    if left - wide - 6 > LEFT:
        return inside + ink.words(left - 5, y + 13, label, anchor="end")
    room = f"M{ink.number(left + 20)} {ink.number(y + 1)}h{ink.number(wide + 8)}v16h-{ink.number(wide + 8)}z"
    return inside + ink.path(room, name="kf-homes-label", wide=0, fill="#fff") + ink.words(left + 24, y + 13, label)


def _key(y: float, drawn: str) -> str:
    """What each shape that is drawn means, and nothing else."""
    x = 10.0
    inside = ""
    for name, said_so, shape in (
        ("home", "lived there", ink.box(0, y - 12, 34, 14, name="kf-drawn-key")),
        (
            "unsure",
            "beginning or end not certain",
            ink.path(f"M0 {ink.number(y - 4)}h34", name="kf-drawn-key", wide=2, dash="4 3"),
        ),
        ("unknown", "no home recorded", ink.box(0, y - 12, 34, 14, name="kf-drawn-key", dashed=True)),
        ("open", "no end recorded", ink.path(f"M14 {ink.number(y - 10)}l6 6-6 6", name="kf-drawn-key")),
        (
            "elsewhere",
            "seen at another address",
            ink.path(f"M17 {ink.number(y - 9)}l5 5-5 5-5-5z", name="kf-drawn-key", fill="#0b0c0c"),
        ),
        (
            "close",
            "several homes in few days",
            ink.path(f"M0 {ink.number(y - 12)}h34v14h-34z", name="kf-drawn-key", wide=2.5),
        ),
    ):
        if f'"kf-homes-{name}"' in drawn:
            inside += f'<g transform="translate({ink.number(x)} 0)">{shape}{ink.words(40, y, said_so)}</g>'
            x += 40 + width(said_so, size=ink.TEXT) + 16
    return f'<g class="kf-drawn-key" data-key="homes">{inside}</g>'
