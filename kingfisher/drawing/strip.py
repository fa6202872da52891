"""The chronology as a strip: a lane for each child (when seen, and the gaps between), a lane for each agency.

A dot is one entry, a bar with a number several; a line is a date that is not certain; a diamond a decision, a triangle
an incident, a cross a contact that did not happen. Every shape is told in words below the picture and in the table the
picture describes, so nothing rests on colour. Lanes, years and months are links: looking closer is an address.
"""

from collections.abc import Callable
from datetime import date, timedelta

from kingfisher.drawing import svg
from kingfisher.drawing.marks import LAST_X, Fact, Laid, said

WIDTH = 1000
TOP = 34  # room above the lanes for the years
LANE = 40
KEY = 30  # room below them for each line of the key

# The address of the same page for one lane (None: all) and days first to last, both inclusive; "" for no link.
type Links = Callable[[str | None, date, date], str]


def strip(
    laid: Laid,
    *,
    title: str,
    links: Links,
    child_links: Links | None = None,
    table: str = "The chronology table below",
) -> str:
    """The picture as SVG text: the same bytes for the same facts.

    `title` names it; `links` lead from years and agencies' lanes, `child_links` from children's; `table` is how its
    description speaks of the table that gives the same facts in words.
    """
    key = _key({fact.shape for fact in laid.facts}, TOP + LANE * len(laid.lanes) + 20)
    height = TOP + LANE * len(laid.lanes) + KEY * max(len(key), 1)
    behind, ticks = _ground(laid, links)
    tops = {lane: TOP + LANE * number for number, (lane, _) in enumerate(laid.lanes)}
    most = max((fact.count for fact in laid.facts if fact.shape == "bar"), default=1)
    marks = [_draw(fact, laid, tops[fact.lane], most) for fact in laid.facts]
    counts = _counts(laid, tops, most)
    lanes = [
        _lane_name(lane, name, tops[lane], laid, child_links if lane in laid.children else links)
        for lane, name in laid.lanes
    ]
    return svg.picture(
        title,
        _description(laid, table),
        width=WIDTH,
        height=height,
        behind=behind,
        marks="".join([*marks, *counts, _as_at(laid), *key]),
        links=[*ticks, *lanes],
    )


def facts(laid: Laid) -> tuple[Fact, ...]:
    """Everything the picture shows, for a table: one fact for each shape drawn, lane by lane in order of days."""
    return laid.facts


def _description(laid: Laid, table: str) -> str:
    entries = sum(f.count for f in laid.facts if f.lane not in laid.children and f.shape != "undated")
    undated = sum(fact.count for fact in laid.facts if fact.shape == "undated")
    words = (
        f"{said(laid.first)} to {said(laid.last)}: {entries} entries in {len(laid.lanes) - len(laid.children)} lanes."
    )
    if undated:
        words += f" {undated} with no date are counted at the side."
    if laid.outside:
        words += f" {laid.outside} more lie before or after these days."
    return f"{words} {table} gives each of them in words."


def _ground(laid: Laid, links: Links) -> tuple[str, list[str]]:
    """The lanes behind the marks, and the years or months as links above them."""
    out = [
        svg.band(0, TOP + LANE * n, WIDTH, LANE, "kf-strip-lane" + (" kf-strip-lane--other" if n % 2 else ""))
        for n in range(len(laid.lanes))
    ]
    ticks = []
    room = 0.0
    for first, last, words in _periods(laid.first, laid.last):
        x = laid.x(max(first, laid.first))
        out.append(svg.line(x, TOP - 8, x, TOP + LANE * len(laid.lanes), "kf-strip-axis kf-strip-axis--fine"))
        if x >= room:
            label = svg.text(x + 3, TOP - 12, words, "kf-strip-tick")
            ticks.append(svg.link(links(None, first, last), label, f"Show only {words}"))
            room = x + 8 + 7.5 * len(words)
    return "".join(out), ticks


def _periods(first: date, last: date) -> list[tuple[date, date, str]]:
    """The years the strip spans; or its months, when it spans fewer than three years; or its weeks, under 70 days."""
    days = (last - first).days
    if days < 70:
        monday = first - timedelta(days=first.weekday())
        starts = [monday + timedelta(days=7 * n) for n in range(days // 7 + 2)]
        weeks = [(max(d, first), d + timedelta(days=6)) for d in starts if d <= last]  # the first may be part of one
        return [(begun, ended, f"{begun.day} {begun:%b %Y}") for begun, ended in weeks]
    if days < 3 * 365:
        months = [date(y, m, 1) for y in range(first.year, last.year + 1) for m in range(1, 13)]
        shown = [month for month in months if first.replace(day=1) <= month <= last]
        return [(m, (m + timedelta(days=31)).replace(day=1) - timedelta(days=1), f"{m:%b %Y}") for m in shown]
    return [(date(y, 1, 1), date(y, 12, 31), str(y)) for y in range(first.year, last.year + 1)]


def _lane_name(lane: str, name: str, top: int, laid: Laid, links: Links | None) -> str:
    shown = name if len(name) <= 26 else name[:25] + "…"
    label = svg.text(8, top + 24, shown, "kf-strip-label")
    if links is None:
        return label
    return svg.link(links(lane, laid.first, laid.last), label, f"Show only {name}")


def _draw(fact: Fact, laid: Laid, top: int, most: int) -> str:
    base = top + 28
    if fact.shape == "undated":
        return svg.text(LAST_X + 8, top + 24, f"{fact.count} undated", "kf-strip-tick")
    left, right = laid.x(fact.first or laid.first), laid.x(min(fact.last or laid.last, laid.as_at or date.max))
    match fact.shape:
        case "entry":
            return svg.dot(left, base, "kf-strip-mark", fact.words)
        case "bar":
            high = bar_height(fact.count, most)
            return svg.band(left - 2, base + 4 - high, 5, high, "kf-strip-mark kf-strip-mark--bar", words=fact.words)
        case "unsure" | "seen_home" | "seen_elsewhere" if right - left >= 6:
            return _span(fact, left, right, base)
        case "unsure":
            return svg.dot(left, base + 7, "kf-strip-mark kf-strip-mark--unsure", fact.words)
        case "gap":
            return _gap(fact, left, right, top)
        case _:
            return _shape(fact, left, base)


def bar_height(count: int, most: int) -> float:
    """A bar's height in pixels, in proportion to the fullest bar of the strip."""
    return round(8 + 14 * count / max(most, 1), 1)


def _shape(fact: Fact, x: float, base: float) -> str:
    match fact.shape:
        case "decision":
            return svg.outline("diamond", x, base - 18, "kf-strip-mark kf-strip-mark--decision", fact.words)
        case "incident":
            return svg.outline("triangle", x, base - 18, "kf-strip-mark kf-strip-mark--incident", fact.words)
        case "missed":
            return svg.outline("cross", x, base, "kf-strip-mark kf-strip-mark--missed", fact.words)
        case "seen_home":
            return svg.outline("house", x, base - 6, "kf-strip-mark kf-strip-mark--sighting", fact.words)
        case _:
            return svg.dot(x, base - 6, "kf-strip-mark kf-strip-mark--elsewhere", fact.words, radius=4)


def _span(fact: Fact, left: float, right: float, base: float) -> str:
    y = base + 8 if fact.shape == "unsure" else base + 3
    return svg.line(left, y, right, y, "kf-strip-span", words=fact.words)


def _gap(fact: Fact, left: float, right: float, top: int) -> str:
    shape = svg.band(left, top + 4, max(right - left, 2), 9, "kf-strip-gap", words=fact.words)
    short = fact.words.split(":")[-1].strip()
    if right - left > 6.6 * len(short):
        shape += svg.text((left + right) / 2, top + 12, short, "kf-strip-count", anchor="middle")
    return shape


def _counts(laid: Laid, tops: dict[str, int], most: int) -> list[str]:
    """The numbers over the bars, where there is room; each bar's own words say its number wherever there is not."""
    out = []
    taken: dict[str, float] = {}
    for fact in laid.facts:
        if fact.shape != "bar" or fact.first is None:
            continue
        x = laid.x(fact.first)
        if x >= taken.get(fact.lane, 0):
            y = tops[fact.lane] + 29 - bar_height(fact.count, most)
            out.append(svg.text(x + 0.5, y, str(fact.count), "kf-strip-count", anchor="middle"))
            taken[fact.lane] = x + 8 + 5 * len(str(fact.count))
    return out


def _as_at(laid: Laid) -> str:
    if laid.as_at is None or not laid.first <= laid.as_at <= laid.last:
        return ""
    x = laid.x(laid.as_at)
    words = svg.text(min(x, LAST_X), 10, f"as at {said(laid.as_at)}", "kf-strip-tick", anchor="end")
    return svg.line(x, 2, x, TOP + LANE * len(laid.lanes), "kf-strip-as-at") + words


def _key(drawn: set[str], y: float) -> list[str]:
    """What each shape drawn means, in words, one string for each line; shapes that are not drawn are not explained."""
    lines = [""]
    x = 12
    for shape, words, width in _KEY:
        if shape not in drawn:
            continue
        if x + width > WIDTH:
            lines.append("")
            x, y = 12, y + KEY
        lines[-1] += _key_shape(shape, x, y) + svg.text(x + 12, y, words, "kf-strip-tick")
        x += width
    return lines


def _key_shape(shape: str, x: float, y: float) -> str:
    match shape:
        case "bar":
            return svg.band(x - 2, y - 12, 5, 14, "kf-strip-mark kf-strip-mark--bar")
        case "unsure":
            ring = svg.dot(x, y - 4, "kf-strip-mark kf-strip-mark--unsure")
            return svg.line(x - 8, y - 4, x + 8, y - 4, "kf-strip-span") + ring
        case "entry":
            return svg.dot(x, y - 4, "kf-strip-mark")
        case "gap":
            return svg.band(x - 5, y - 9, 12, 9, "kf-strip-gap")
        case _:
            return _shape(Fact("", shape, None, None, 1, ""), x, y + _KEY_DROP.get(shape, 2))


_KEY = (
    ("entry", "one entry", 98),
    ("bar", "several", 84),
    ("unsure", "day not certain", 128),
    ("decision", "decision", 90),
    ("incident", "incident", 90),
    ("missed", "did not happen", 130),
    ("seen_home", "child seen inside the home", 202),
    ("seen_elsewhere", "child seen elsewhere", 162),
    ("gap", "not seen inside the home", 196),
)
_KEY_DROP = {"decision": 14, "incident": 14, "missed": -4}  # brings a lane's shape down to the key's line
