"""How well is a folder of returns read? Against any `expected/merged.csv`, one line per source row, with every miss.

How it is counted:
- rows: found when file and locator are the same.
- dates: right when the days are the same (EDTF compared by the days it covers). Where the expected date is a span, a
  term, a month or approximate, a span of ours that contains it is right too, and such rows are counted apart.
- people: person by person (precision and recall over all rows), and rows whose set is exactly the same.
- kind, outcome, how known: by the published maps (`kind_map.yaml`), where several of their words may count as ours.
- pairs: a pair expected is found when we put both accounts into one happening; a pair of ours is right when both are
  expected to be one happening.
- defects: by `defect_map.yaml`.
"""

import argparse
import csv
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from kingfisher.interchange.returns.agency_return import AgencyReturn, Proposed, RefusedFile
from kingfisher.interchange.returns.read_people import read_people
from kingfisher.interchange.returns.read_return import read_folder
from kingfisher.interchange.returns.words_compared import defect_recognised, grounds_alike, kinds_alike, outcomes_alike
from kingfisher.timeline.dates import DateError, Precision, When
from kingfisher.timeline.entries import amend
from kingfisher.timeline.people import Family
from kingfisher.timeline.same_happening import suggest_pairs

_PRECISIONS = {
    Precision.BETWEEN: "interval",
    Precision.TERM: "interval",
    Precision.BEFORE: "interval",
    Precision.AFTER: "interval",
}
_SPANS = frozenset({"interval", "season", "month", "approx", "year", "week"})
Key = tuple[str, str]


class AccuracyError(ValueError):
    """The folder cannot be measured; the message says what is missing."""


class Measure(msgspec.Struct, frozen=True):
    """One count: how many right of how many."""

    name: str
    right: int
    of: int
    note: str = ""

    @property
    def share(self) -> float:
        """From 0 to 1; 1 where there was nothing to count."""
        return self.right / self.of if self.of else 1.0


class Miss(msgspec.Struct, frozen=True):
    """One row where we and the answer sheet differ."""

    measure: str
    file: str
    locator: str
    wanted: str
    got: str


class Accuracy(msgspec.Struct, frozen=True):
    """The measures of one folder, every miss, and the files that were refused."""

    folder: str
    measures: tuple[Measure, ...]
    misses: tuple[Miss, ...]
    refused: tuple[RefusedFile, ...] = ()

    def __getitem__(self, name: str) -> Measure:
        return next(measure for measure in self.measures if measure.name == name)

    def table(self) -> str:
        """The measures as plain text, one line each."""
        lines = [f"{self.folder}"]
        for one in self.measures:
            lines.append(f"  {one.name:<24}{one.right:>6} of {one.of:<6}{100 * one.share:6.1f}%  {one.note}".rstrip())
        lines += [f"  refused: {file.file}: {file.reason}" for file in self.refused]
        return "\n".join(lines)


class _Ours(msgspec.Struct, frozen=True):
    """One row of ours, with the doubt it is held back by, if any."""

    row: Proposed
    doubt: str = ""

    @property
    def codes(self) -> set[str]:
        return {remark.code for remark in self.row.remarks} | ({self.doubt} if self.doubt else set())


def measure(folder: Path, on_progress: Callable[[int, int, str], None] | None = None) -> Accuracy:
    """Read a folder's returns and compare. Raises `AccuracyError`, or what reading people.yaml raises."""
    sheet = folder / "expected" / "merged.csv"
    if not sheet.is_file() or not (folder / "people.yaml").is_file():
        raise AccuracyError(f"{folder} needs people.yaml and expected/merged.csv, beside the agencies' files.")
    family = read_people(folder / "people.yaml")
    with sheet.open(encoding="utf-8-sig", newline="") as stream:
        wanted = [{key: value or "" for key, value in row.items()} for row in csv.DictReader(stream)]
    if wanted and not {"source_file", "locator", "date_edtf", "people"} <= wanted[0].keys():
        raise AccuracyError(f"{sheet} has not the columns of a merged chronology (source_file, locator, date_edtf …).")
    returns, refused = read_folder(folder, family, on_progress)
    return _Comparison(folder.name, family, wanted, returns).result(refused)


class _Comparison:
    """Two lists of rows laid side by side."""

    def __init__(
        self, name: str, family: Family, wanted: list[dict[str, str]], returns: Iterable[AgencyReturn]
    ) -> None:
        self.name, self.family, self.wanted = name, family, wanted
        self.ours: dict[Key, _Ours] = {}
        for one in returns:
            self.ours.update({(one.file, row.place.locator): _Ours(row) for row in one.proposed})
            doubts = {(one.file, held.proposed.place.locator): _Ours(held.proposed, held.code) for held in one.doubts}
            self.ours.update(doubts)
        self.both = [(row, self.ours[_key(row)]) for row in wanted if _key(row) in self.ours]
        self.misses: list[Miss] = []

    def result(self, refused: Iterable[RefusedFile]) -> Accuracy:
        lost = [row for row in self.wanted if _key(row) not in self.ours]
        for row in lost:
            self._miss("rows", row, "the row", "nothing")
        extra = len(self.ours) - len(self.both)
        measures = [
            Measure(
                "rows", len(self.both), len(self.wanted), f"{extra} rows of ours are not expected" if extra else ""
            ),
            *self._dates(),
            self._each("precision", _precision_wanted, lambda ours: (_precision(ours),)),
            self._each("time", lambda row: row.get("time", ""), lambda ours: (_clock(ours.row.entry.happened),)),
            self._each("agency", lambda row: row.get("agency", ""), lambda ours: (ours.row.entry.agency,)),
            *self._people(),
            self._each("kind", lambda row: row.get("kind", ""), lambda ours: kinds_alike(ours.row.entry)),
            self._each("outcome", lambda row: row.get("outcome", ""), lambda ours: outcomes_alike(ours.row.entry)),
            self._each("how known", lambda row: row.get("basis", ""), lambda ours: grounds_alike(ours.row.entry)),
            self._seen(),
            *self._pairs(),
            self._defects(),
        ]
        return Accuracy(self.name, tuple(measures), tuple(self.misses), tuple(refused))

    def _miss(self, name: str, row: Mapping[str, str], wanted: str, got: str) -> None:
        self.misses.append(Miss(name, row["source_file"], row["locator"], wanted, got))

    def _each(
        self, name: str, theirs: Callable[[Mapping[str, str]], str], ours: Callable[[_Ours], tuple[str, ...]]
    ) -> Measure:
        right = 0
        for row, held in self.both:
            wanted, got = theirs(row), ours(held)
            if wanted in got:
                right += 1
            else:
                self._miss(name, row, wanted, " or ".join(got))
        return Measure(name, right, len(self.wanted))

    def _dates(self) -> Iterator[Measure]:
        exact = spans = 0
        for row, held in self.both:
            when, wanted = held.row.entry.happened, _expected_date(row)
            if _same_days(when, wanted):
                exact += 1
            elif row.get("precision") in _SPANS and _contains(when, wanted):
                spans += 1
            else:
                self._miss("dates", row, f"{row['date_edtf']} ({row.get('date_as_written', '')})", str(when))
        note = f"{spans} of them by the term or month that contains the date" if spans else ""
        yield Measure("dates", exact + spans, len(self.wanted), note)

    def _people(self) -> Iterator[Measure]:
        met = ours = theirs = same = 0
        for row, held in self.both:
            wanted, got = set(row["people"].split()), set(held.row.entry.about)
            met, ours, theirs = met + len(wanted & got), ours + len(got), theirs + len(wanted)
            same += wanted == got
            if wanted != got:
                self._miss("people", row, " ".join(sorted(wanted)), " ".join(sorted(got)))
        yield Measure("people, precision", met, ours, "persons we name who are expected")
        yield Measure("people, recall", met, theirs, "persons expected whom we name")
        yield Measure("people, same set", same, len(self.wanted), "rows with exactly the persons expected")

    def _seen(self) -> Measure:
        right = 0
        for row, held in self.both:
            wanted = set(row.get("children_seen", "").split())
            got = {seen.child for seen in held.row.entry.seen}
            right += wanted == got
            if wanted != got:
                self._miss("children seen", row, " ".join(sorted(wanted)), " ".join(sorted(got)))
        return Measure("children seen", right, len(self.wanted), "rows with exactly the children expected")

    def _pairs(self) -> Iterator[Measure]:
        keys = {f"row-{number}": key for number, key in enumerate(self.ours)}
        entries = [
            amend(self.ours[key].row.entry, id=name)
            for name, key in keys.items()
            if self.ours[key].doubt != "other_family"
        ]
        suggested = [(keys[pair.first], keys[pair.second]) for pair in suggest_pairs(entries, self.family)]
        by_id = {row.get("row_id", ""): _key(row) for row in self.wanted}
        expected = [
            (by_id[first], _key(row))
            for row in self.wanted
            for first in row.get("duplicate_of", "").split()
            if first in by_id
        ]
        ours, theirs = _Groups(suggested), _Groups(expected)
        for first, second in expected:
            if not ours.together(first, second):
                self.misses.append(Miss("pairs, recall", *second, f"the same as {first[0]} {first[1]}", "apart"))
        for first, second in suggested:
            if not theirs.together(first, second):
                self.misses.append(Miss("pairs, precision", *second, "apart", f"the same as {first[0]} {first[1]}"))
        right = sum(theirs.together(*pair) for pair in suggested)
        found = sum(ours.together(*pair) for pair in expected)
        yield Measure("pairs, precision", right, len(suggested), "pairs we suggest that are expected")
        yield Measure("pairs, recall", found, len(expected), "pairs expected that we suggest")

    def _defects(self) -> Measure:
        named = [(row, held) for row, held in self.both if row.get("defect")]
        right = 0
        for row, held in named:
            passage = held.row.entry.source.passage if held.row.entry.source else ""
            if defect_recognised(row["defect"], held.codes, passage):
                right += 1
            else:
                self._miss("defects", row, row["defect"], " ".join(sorted(held.codes)) or "nothing said")
        return Measure("defects recognised", right, sum(1 for row in self.wanted if row.get("defect")))


class _Groups:
    """Which rows are one happening, by pairs."""

    def __init__(self, pairs: Iterable[tuple[Key, Key]]) -> None:
        self.leader: dict[Key, Key] = {}
        for first, second in pairs:
            self.leader[self._find(second)] = self._find(first)

    def _find(self, key: Key) -> Key:
        while self.leader.get(key, key) != key:
            key = self.leader[key]
        return key

    def together(self, first: Key, second: Key) -> bool:
        return self._find(first) == self._find(second)


def _key(row: Mapping[str, str]) -> Key:
    return row["source_file"], row["locator"]


def _expected_date(row: Mapping[str, str]) -> When | None:
    try:
        return When.parse(row["date_edtf"])
    except DateError:
        return None


def _same_days(when: When, wanted: When | None) -> bool:
    return wanted is not None and (when.first, when.last, when.about) == (wanted.first, wanted.last, wanted.about)


def _contains(when: When, wanted: When | None) -> bool:
    if wanted is None or not (when.first and when.last and wanted.first and wanted.last):
        return False
    return when.first <= wanted.first and wanted.last <= when.last


def _precision_wanted(row: Mapping[str, str]) -> str:
    return row.get("precision", "")


def _precision(ours: _Ours) -> str:
    when = ours.row.entry.happened
    if not when.is_known:
        return "invalid" if ours.doubt == "impossible_date" else "undated"
    return "approx" if when.about else _PRECISIONS.get(when.precision, str(when.precision))


def _clock(when: When) -> str:
    return when.time.strftime("%H:%M") if when.time else ""


def main(arguments: list[str] | None = None) -> int:
    """`python -m kingfisher.interchange.returns.accuracy FOLDER [--misses]`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="agencies' files, people.yaml and expected/merged.csv")
    parser.add_argument("--misses", action="store_true", help="list every row where we and the answer sheet differ")
    chosen = parser.parse_args(arguments)
    try:
        found = measure(chosen.folder)
    except (AccuracyError, OSError) as wrong:
        print(wrong, file=sys.stderr)
        return 2
    print(found.table())
    for miss in found.misses if chosen.misses else ():
        print(f"  {miss.measure}: {miss.file} {miss.locator}: expected {miss.wanted or '-'}, got {miss.got or '-'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
