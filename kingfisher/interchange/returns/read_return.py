"""From an agency's file to proposed entries and doubts: rows out + doubts = rows in; each entry opens its source."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime, time
from pathlib import Path

from kingfisher.interchange.files.apart import read_apart
from kingfisher.interchange.files.rows import ReadFile, Refused
from kingfisher.interchange.returns.agency_named import name_agency
from kingfisher.interchange.returns.agency_return import AgencyReturn, Doubt, Proposed, RefusedFile, Remark, Suggestion
from kingfisher.interchange.returns.dates_as_written import read_date
from kingfisher.interchange.returns.kinds_suggested import suggest
from kingfisher.interchange.returns.layout import Account, Laid, find_accounts
from kingfisher.interchange.returns.people_named import About, PeopleReader
from kingfisher.interchange.returns.people_standing import Standing
from kingfisher.interchange.returns.return_form_read import as_the_form_says
from kingfisher.interchange.returns.row_dates import Dated, date_accounts
from kingfisher.interchange.returns.row_words import RowText
from kingfisher.interchange.returns.school_terms import stated_terms
from kingfisher.interchange.returns.told_apart import told_apart
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, Source
from kingfisher.timeline.people import Family

LONG_TEXT = 1_000  # characters: longer than a page shows, so it is said that it was kept whole
NOT_RETURNS = (".yaml", ".yml", ".json", ".md", ".txt~", ".tmp")
_FORMULA = re.compile(r"\s*(?:[=@＝＠]|[+＋]\s*[\w(]+\s*[(!|*]|-\s*\w+\()")
_EMPTY = re.compile(r"[\s\-–—.]*(?:n/?a)?[\s\-–—.]*", re.I)

ASKS = {
    "no_date": "This row has no date. When did it happen?",
    "impossible_date": "The date “{written}” cannot be. What should it be?",
    "date_not_understood": "We could not read the date “{written}”. When did it happen?",
    "other_family": "This row seems to be about another family ({stranger}). Please confirm, remove it from your "
    "return, and handle it as a data breach.",
}


def read_return(
    read: ReadFile, family: Family, *, agency: str | None = None, people: PeopleReader | None = None
) -> AgencyReturn:
    """Turn a file as read into proposed entries, doubts and structure. `agency`: who sent it, if the sender says.

    Entries are numbered in the order of the file and hold suggestions only; nobody has settled them. `people` may be
    handed in to read many files of one family with one set of names. Never raises on what stands in a file.
    """
    reader = people or PeopleReader(family)
    laid = find_accounts(read.rows)
    sender, reason = (agency, "You said so.") if agency else name_agency(read.name, laid, family)
    terms = stated_terms((*laid.notes, *laid.header.values()))
    dated = date_accounts(laid.accounts, in_school=sort_of(sender).name == "school", terms=terms)
    desk = _Desk(read, laid, family, reader, sender)
    for number, (account, when) in enumerate(zip(laid.accounts, dated, strict=True), start=1):
        desk.take(number, account, when)
    made = AgencyReturn(
        agency=sender,
        agency_reason=reason,
        file=read.name,
        digest=read.digest,
        format=read.format,
        proposed=tuple(desk.proposed),
        doubts=tuple(desk.doubts),
        structure=laid.structure,
        notices=read.notices,
        rows_in=len(read.rows),
    )
    return as_the_form_says(made, family)  # our own form is taken at its word


class _Desk:
    """One file's rows on their way to being entries."""

    def __init__(self, read: ReadFile, laid: Laid, family: Family, reader: PeopleReader, agency: str) -> None:
        self.read, self.laid, self.family, self.reader, self.agency = read, laid, family, reader, agency
        self.proposed: list[Proposed] = []
        self.doubts: list[Doubt] = []
        self.standings: dict[object, Standing] = {}
        self.met: dict[tuple[str, ...], str] = {}

    def take(self, number: int, account: Account, dated: Dated) -> None:
        """Propose the row, or hold it back with its doubt."""
        day = dated.read.when.first or dated.read.when.last or dated.near
        about = self.reader.about(account, day, self._standing(account), self.agency)
        proposed = self._propose(number, account, dated, about)
        if about.stranger:
            self._doubt("other_family", f"It is about {about.stranger}, who is nobody of this family.", proposed, about)
        elif dated.read.problem:
            self._doubt(dated.read.problem, dated.read.why, proposed, about)
        else:
            self.proposed.append(proposed)

    def _standing(self, account: Account) -> Standing:
        if account.section not in self.standings:
            self.standings[account.section] = self.reader.standing(self.laid, account.section)
        return self.standings[account.section]

    def _doubt(self, code: str, why: str, proposed: Proposed, about: About) -> None:
        source = proposed.entry.source
        written = source.date_as_written if source else ""
        ask = ASKS[code].format(written=written, stranger=about.stranger)
        self.doubts.append(Doubt(code, why, f"{proposed.place.locator}: {ask}", proposed))

    def _propose(self, number: int, account: Account, dated: Dated, about: About) -> Proposed:
        named = dict(account.named)
        if dated.text is not None:
            named["text"] = dated.text
        text = named.pop("text", "")
        row = RowText(
            text=text,
            named=named,
            agency=self.agency,
            happened=dated.read.when,
            people=about.people,
            children_named=about.children_named,
            codes=self.laid.codes,
            found_by={one.value: one.words for one in about.suggestions},
        )
        fields, suggestions = suggest(row, self.family)
        entry_id = f"{self.agency}-{number:04d}"
        first = self._repeats(account, entry_id)
        entry = Entry(
            id=entry_id,
            content=fields.content,
            happened=dated.read.when,
            agency=self.agency,
            about=about.people,
            text=_whole(named, text),
            how_known=fields.how_known,
            told_by=fields.told_by,
            by=named.get("worker"),
            became_known=_told_on(named.get("received", "")),
            recorded_at=_recorded(named.get("recorded", "")),
            seen=fields.seen,
            shared=fields.shared,
            same_as=(first,) if first else (),
            handling=tuple(re.findall(r"[A-Za-z0-9\-]+", named["handling"])) if "handling" in named else (),
            source=Source(
                file=self.read.name,
                locator=account.row.place.locator,
                passage="  ".join(cell for cell in account.row.texts if cell.strip()),
                date_as_written=dated.written,
                digest=self.read.digest,
            ),
        )
        when = Suggestion("happened", str(dated.read.when), "The date as written.", dated.written)
        remarks = (*dated.read.remarks, *about.remarks, *self._of_the_row(account, text, first))
        return Proposed(entry, (when, *about.suggestions, *suggestions), remarks, account.row.place, account.row.texts)

    def _repeats(self, account: Account, entry_id: str) -> str:
        """The entry of the same row, word for word, that stands in this file before; "" for the first of them."""
        texts = tuple(cell.strip() for cell in account.row.texts)
        first = self.met.setdefault((account.section.part, *texts), entry_id)
        return first if first != entry_id and sum(1 for cell in texts if cell) > 1 else ""

    def _of_the_row(self, account: Account, text: str, first: str) -> Iterable[Remark]:
        """What is to be said of the row as such: repeated, very long, or like a formula."""
        texts = account.row.texts
        if first:
            yield Remark("exact_repeat", "The same row stands in this file before, word for word. Both are kept.")
        if len(text) > LONG_TEXT:
            yield Remark("long_text", f"A long account ({len(text):,} characters): kept whole.", "text")
        if any(_FORMULA.match(cell) for cell in texts) or any(cell.formula for cell in account.row.cells):
            yield Remark("formula_like_text", "A cell looks like a formula. It is kept as text.", "text")


def _told_on(words: str) -> When | None:
    """When the agency says it was told, if that can be read."""
    when = read_date(words).when if words else None
    return when if when is not None and when.is_known else None


def _recorded(words: str) -> datetime | None:
    """When the row was written down, if it is a certain day; midnight stands for no time."""
    when = _told_on(words)
    if when is None or when.first is None or when.first != when.last:
        return None
    return datetime.combine(when.first, when.time or time(0, 0))


def _whole(named: dict[str, str], text: str) -> str:
    """The account in the agency's words: its label, what happened, what came of it, the child's own words."""
    label = ", ".join(named[key] for key in ("type", "event") if key in named and not _EMPTY.fullmatch(named[key]))
    after = [named[key] for key in ("outcome", "childs_words") if key in named and not _EMPTY.fullmatch(named[key])]
    told = f"{label}: {text}" if label and text else label or text
    return " – ".join(part for part in (told, *after) if part) or " ".join(named.values())


def read_folder(
    folder: Path, family: Family, on_progress: Callable[[int, int, str], None] | None = None
) -> tuple[list[AgencyReturn], list[RefusedFile]]:
    """Read every return in a folder, each in a process of its own. `on_progress(done, of, file)` is called before each.

    Hidden files, sub-folders and people files (YAML, JSON) are passed over. Where one agency sends several files, the
    file's name is part of its entries' ids, so that no two entries of a folder share one.
    """
    files = [path for path in sorted(folder.iterdir()) if _is_return(path)]
    reader = PeopleReader(family)
    returns: list[AgencyReturn] = []
    refused: list[RefusedFile] = []
    for done, path in enumerate(files):
        if on_progress is not None:
            on_progress(done, len(files), path.name)
        try:
            returns.append(read_return(read_apart(path), family, people=reader))
        except Refused as wrong:
            refused.append(RefusedFile(path.name, wrong.code, wrong.reason))
    return told_apart(returns), refused


def _is_return(path: Path) -> bool:
    return path.is_file() and not path.name.startswith((".", "~$")) and path.suffix.lower() not in NOT_RETURNS
