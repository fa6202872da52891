"""How wide is what is written beside a symbol? Advance widths of Liberation Sans, which Arial and Helvetica share.

Everything is in the picture's own pixels; 1 em is `EM`. A letter that the table lacks counts as the widest.
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from kingfisher.drawing.breaks import breaks
from kingfisher.practice.kin import Kin, KinPerson
from kingfisher.timeline.dates import Precision, When

EM = 11.0  # the size of all text; 7 pt on paper at 0.2245 mm a pixel, where 20 people stand on A3 landscape
LINE = 13.0  # from one line of text to the next
SYMBOL = 30.0  # the side of a square
LEFT = 19.0  # from a symbol's middle to the left edge of its place (an index child's second outline fits)
SKIP = 4.0  # from a line under the symbol to the words beside it
COLUMN = 58.0  # words are wrapped at this width
GAP = 9.0  # clear space between two places, where a line may pass

# In thousandths of an em: the letters of one width.
_PLAIN = (
    (191, "'"),
    (222, "ijlįĵĺļłſ‘’"),
    (260, "|¦"),
    (278, " \u00a0!,./:;I[\\]ftÌÍÎÏìíîïĨĩĪīĬĭĮİıţŧ"),
    (292, "ľ"),
    (333, "()-`r¡¨²³´·¸¹ŕŗř“”"),
    (334, "{}ŀ"),
    (355, '"'),
    (365, "º"),
    (370, "ª"),
    (375, "ť"),
    (389, "*"),
    (400, "°"),
    (444, "ĳ"),
    (469, "^"),
    (500, "JcksvxyzçýÿćĉċčĴķĸśŝşšŷźżž"),
    (537, "¶"),
    (549, "±÷"),
    (552, "¯"),
    (556, "#$0123456789?L_abdeghnopqu¢£¤¥§«»àáâãäåèéêëðñòóôõöùúûüþāăąđēĕėęěĝğġģĥħĹĻĽĿŁńņňŋōŏőũūŭůűų–"),
    (576, "µ"),
    (584, "+<=>~¬×"),
    (604, "ŉ"),
    (611, "FTZ¿ßøŢŤŦŹŻŽ"),
    (615, "ď"),
    (667, "&ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞĀĂĄĒĔĖĘĚĶŚŜŞŠŶŸ"),
    (722, "CDHNRUwÇÐÑÙÚÛÜĆĈĊČĎĐĤĦŃŅŇŔŖŘŨŪŬŮŰŲŵ"),
    (723, "Ŋ"),
    (735, "Ĳ"),
    (737, "©®"),
    (778, "GOQÒÓÔÕÖØĜĞĠĢŌŎŐ"),
    (833, "Mm"),
    (834, "¼½¾"),
    (889, "%æ"),
    (944, "WœŴ"),
    (1000, "ÆŒ—…"),
    (1015, "@"),
)
_BOLD = (
    (238, "'"),
    (278, " \u00a0,./I\\ijlÌÍÎÏìíîïĨĩĪīĬĭĮįİıĵĺļłſ‘’"),
    (280, "|¦"),
    (333, "!()-:;[]`ft¡¨²³´·¸¹ţŧ"),
    (365, "º"),
    (370, "ª"),
    (385, "ľ"),
    (389, "*r{}ŕŗř"),
    (400, "°"),
    (474, '"'),
    (479, "ŀť"),
    (500, "zźżž“”"),
    (549, "±÷"),
    (552, "¯"),
    (556, "#$0123456789J_aceksvxy¢£¤¥§«¶»àáâãäåçèéêëýÿāăąćĉċčēĕėęěĳĴķĸśŝşšŷ–"),
    (576, "µ"),
    (584, "+<=>^~¬×"),
    (611, "?FLTZbdghnopqu¿ßðñòóôõöøùúûüþđĝğġģĥħĹĻĽĿŁńņňŋōŏőŢŤŦũūŭůűųŹŻŽ"),
    (667, "EPSVXYÈÉÊËÝÞĒĔĖĘĚŚŜŞŠŶŸ"),
    (708, "ŉ"),
    (719, "ď"),
    (722, "&ABCDHKNRUÀÁÂÃÄÅÇÐÑÙÚÛÜĀĂĄĆĈĊČĎĐĤĦĶŃŅŇŔŖŘŨŪŬŮŰŲ"),
    (723, "Ŋ"),
    (737, "©®"),
    (778, "GOQwÒÓÔÕÖØĜĞĠĢŌŎŐŵ"),
    (785, "Ĳ"),
    (833, "M"),
    (834, "¼½¾"),
    (889, "%mæ"),
    (944, "WœŴ"),
    (975, "@"),
    (1000, "ÆŒ—…"),
)
_WIDTHS = {
    bold: {letter: wide for wide, letters in table for letter in letters}
    for bold, table in ((False, _PLAIN), (True, _BOLD))
}


class Words(NamedTuple):
    """One line written below a symbol."""

    text: str
    sort: str  # "name", "index" or "fact"

    @property
    def bold(self) -> bool:
        """True for what is written in bold."""
        return self.sort in ("name", "index")


def width(words: str, *, bold: bool = False, size: float = EM) -> float:
    """How wide the words are, in pixels."""
    table = _WIDTHS[bold]
    return sum(table.get(letter, 1000) for letter in words) * size / 1000


def wrap(words: str, room: float, *, bold: bool = False) -> list[str]:
    """The words in lines no wider than `room` pixels, broken at spaces, hyphens and strokes; a wider word between its
    parts or syllables (`drawing.breaks`), and elsewhere only where not even those fit."""
    out: list[str] = []
    line = ""
    for word in re.findall(r"\s*[^\s/-]*[/-]+|\s*[^\s/-]+", words.strip()):
        if not line or width(line + word, bold=bold) <= room:
            line = line + word if line else word.lstrip()
        else:
            out.append(line)
            line = word.lstrip()
        while width(line, bold=bold) > room and len(line) > 1:
            cut = _cut(line, room, bold=bold)
            out.append(line[:cut].rstrip("-") + "-")
            line = line[cut:]
    return [*out, line] if line else out


def _cut(word: str, room: float, *, bold: bool) -> int:
    """After how many letters a word is broken: at the last of its best places that fit, else of the next best; in a
    word that has none, into equal parts."""
    most = max((n for n in range(1, len(word)) if width(word[:n] + "-", bold=bold) <= room), default=1)
    best, good = breaks(word)
    for places in (best, good):
        fitting = [n for n in places if n <= most]
        rest = [n for n in fitting if width(word[n:], bold=bold) <= room]
        if rest or (fitting and places is good):
            return max(rest or fitting)
    return ceil(len(word) / ceil(len(word) / most))


def short_day(day: date) -> str:
    """A day in as few letters as can be read: 5 Jan 2005."""
    return f"{day.day} {day:%b %Y}"


def short(when: When) -> str:
    """A date in as few letters as can be read, and no more certain than it is: c. 1997, 1960-1969; "" for no date."""
    about, first, last = "c. " if when.about else "", when.first, when.last
    match when.precision:
        case Precision.DAY | Precision.MINUTE if first:
            return about + short_day(first)
        case Precision.MONTH if first:
            return f"{about}{first:%b %Y}"
        case Precision.YEAR if first:
            return f"{about}{first.year}"
        case Precision.BETWEEN if first and last:
            years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
            return about + (f"{first.year}-{last.year}" if years else f"{short_day(first)} to {short_day(last)}")
        case Precision.BEFORE if last:
            return f"by {short_day(last)}"
        case Precision.AFTER if first:
            return f"after {short_day(first - timedelta(days=1))}"
        case _:
            return when.words if when.is_known else ""


def written(person: KinPerson) -> tuple[str, ...]:
    """What is written below a person's symbol after the name: other names, dates, statuses; each a fact of its own."""
    said = [f"also {name}" for name in person.also_called]
    said += [person.loss] if person.loss else []
    said += [f"due {short_day(person.expected)}"] if person.expected else []
    said += ["unborn"] if person.unborn and not person.expected else []
    said += [f"b. {day}"] if person.born and (day := short(person.born)) else []
    said += [f"d. {day}" if (day := short(person.died)) else "died"] if person.died else []
    said += person.words
    return (*said, "more kin recorded") if person.more_kin else tuple(said)


@lru_cache(maxsize=4096)
def below(person: KinPerson) -> tuple[Words, ...]:
    """Every line written below the person's symbol, wrapped."""
    lines = [Words(line, "name") for line in wrap(person.name, COLUMN, bold=True)]
    lines += [Words("index", "index")] if person.index else []
    return (*lines, *(Words(line, "fact") for fact in written(person) for line in wrap(fact, COLUMN)))


def extent(person: KinPerson) -> float:
    """From the symbol's middle to the right edge of the person's words, in pixels."""
    widest = max((width(line.text, bold=line.bold) for line in below(person)), default=0.0)
    return max(LEFT, SKIP + widest)


def breadth(person: KinPerson) -> float:
    """How wide the person's place in a row is: symbol, words and the gap to the next, in pixels."""
    return LEFT + extent(person) + GAP


def pitch(kin: Kin) -> float:
    """The breadth that fits everyone of the family: with it all symbols stand the same way in their places."""
    return max((breadth(person) for person in kin.people), default=LEFT * 2 + GAP)
