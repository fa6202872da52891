"""A calendar of what is due, without anybody's name: iCalendar text (RFC 5545) that any diary can subscribe to.

It leaves the building, so it holds the kind of thing due, the day and its source, and a reference to look it up by;
never a child, a family, a practitioner, an entry's words or an id from the record.
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from kingfisher.practice.clock_course import State
from kingfisher.practice.due_lists import Due

LINE = 75  # octets in a line before it is folded (RFC 5545 section 3.1)
STATES = {
    State.LATE: "Late: nothing recorded meets it.",
    State.PAST: "Past a day that another area sets.",
    State.MAY_BE_LATE: "It may be late already: the day it started is not certain.",
    State.PAUSED: "Not counted at present.",
}


def write_ics(due: Iterable[Due], *, printed: datetime, name: str = "Due", secret: bytes = b"") -> str:
    """The calendar as text: one all-day event on the last day in time of each. What has no day is left out.

    `printed` has a time zone. `secret` makes the references ones that nobody without it can work out from the record's
    own ids; the same secret gives the same references, so that a diary updates what it holds. Raises `ValueError` when
    `printed` has no time zone.
    """
    if printed.tzinfo is None:
        raise ValueError("Say in which time zone the calendar is printed.")
    stamp = printed.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kingfisher//Due//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{_escaped(name)}")
    for one in due:
        lines += _event(one, stamp, secret)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def reference(one: Due, secret: bytes = b"") -> str:
    """What the event is called in the calendar: eight letters and figures, the same each time for the same clock."""
    return _digest(one, secret)[:8]


def _digest(one: Due, secret: bytes) -> str:
    return hmac.new(secret, one.clock.key.encode(), hashlib.sha256).hexdigest()[:32]


def _event(one: Due, stamp: str, secret: bytes) -> Iterator[str]:
    clock = one.clock
    if clock.due is None:
        return
    about = "about " if clock.is_about else ""
    said = [f"Due by {about}the day shown." if clock.nature == "duty" else "The last day."]
    said += [STATES[clock.state]] if clock.state in STATES else []
    said += [f"{clock.basis[:1].upper()}{clock.basis[1:]}.", f"Look it up in Kingfisher by {reference(one, secret)}."]
    yield "BEGIN:VEVENT"
    yield f"UID:{_digest(one, secret)}@kingfisher.invalid"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{clock.due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{clock.due + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(clock.title)}{' (about)' if about else ''}"
    yield f"DESCRIPTION:{_escaped(' '.join(said))}"
    yield "CLASS:CONFIDENTIAL"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(words: str) -> str:
    """Text as RFC 5545 section 3.3.11 writes it; a control character becomes a space."""
    plain = "".join(" " if ord(letter) < 32 and letter != "\n" else letter for letter in words.replace("\r\n", "\n"))
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in parts of no more than 75 octets, none cut within a letter; each part after the first begins with a
    space."""
    part, room = "", LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield part
            part, room = " ", LINE - 1
        part += letter
        room -= size
    yield part
