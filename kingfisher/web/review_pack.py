"""A review's pack made from its record: report in Word, chronologies and pictures in PDF; named, or read again without.

Every file is read once more from its own bytes: marked on every page, whole, and, without names, holding nothing that
would tell who a family is. While anything is amiss nothing is handed over.
"""

import hashlib
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

from kingfisher.interchange.copies.audiences import PANEL
from kingfisher.interchange.copies.laid_out import MARKING, MergedDocument, Printed
from kingfisher.interchange.copies.pseudonym_check import Look
from kingfisher.interchange.copies.pseudonym_families import Families, OfFamily
from kingfisher.interchange.copies.pseudonyms import Choices, Pseudonyms
from kingfisher.interchange.copies.read_again import marks_of, refuse_if_left
from kingfisher.interchange.copies.read_back import Made
from kingfisher.interchange.copies.report import Report, changed, words_of
from kingfisher.interchange.copies.write_pdf import pdf_made
from kingfisher.interchange.copies.write_report import write_report
from kingfisher.interchange.paper import Printed as OnPaper
from kingfisher.interchange.paper import pictures_made
from kingfisher.interchange.wording import agency_words
from kingfisher.practice.differences import differences
from kingfisher.records.copies import Material
from kingfisher.web.documents import Asked, laid_out
from kingfisher.web.review_pictures import Shown, Wanted, pictures
from kingfisher.web.review_scaffold import Told, scaffold

GAP = 28  # days; shorter gaps in seeing a child are not listed
ORDER = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True)
class Kept:
    """One family of the review: its ref, its name, and what a copy of its record is made of."""

    ref: str
    name: str
    material: Material


@dataclass(frozen=True)
class Order:
    """What pack is wanted: its title, for whom, by whom and when; the days of the pictures; the paper; the choices for
    one without names (None keeps them)."""

    title: str
    reader: str
    printed: Printed
    days: Sequence[date]
    until: date
    since: date | None = None
    paper: str = "a3"
    without_names: Choices | None = None

    @property
    def for_whom(self) -> Printed:
        """Who printed it and for whom, on pages that have no other room for it."""
        return Printed(by=f"{self.printed.by} for {self.reader}", at=self.printed.at)


@dataclass(frozen=True)
class Pack:
    """The files made, by name, and in words how they were checked."""

    files: dict[str, bytes]
    checked: str

    @property
    def digests(self) -> tuple[str, ...]:
        """Each file's name and its SHA-256."""
        return tuple(f"{name} {hashlib.sha256(content).hexdigest()}" for name, content in self.files.items())

    def as_zip(self, at: tuple[int, int, int, int, int, int]) -> bytes:
        """All files in one, with the list of digests; the same files at the same moment give the same bytes."""
        file = BytesIO()
        listed = "".join(f"{line.rpartition(' ')[2]}  {line.rpartition(' ')[0]}\n" for line in self.digests)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in {**self.files, "SHA256SUMS.txt": listed.encode()}.items():
                package.writestr(zipfile.ZipInfo(name, at), content, zipfile.ZIP_DEFLATED)
        return file.getvalue()


@dataclass
class _Making:
    """One pack while it is made: each family's substitutes and document."""

    order: Order
    families: Sequence[Kept]
    told: Told
    apart: Families | None = None
    documents: dict[str, MergedDocument] = field(default_factory=dict)

    @property
    def instead(self) -> dict[str, Pseudonyms]:
        """Each family's substitutes by its ref; none where names stay."""
        return self.apart.of if self.apart else {}

    def of(self, one: Kept) -> str:
        """What tells this family from the others of the pack; "" where it is the only one."""
        if len(self.families) < 2:
            return ""
        place = [family.ref for family in self.families].index(one.ref)
        return f"the {ORDER[place]} family" if self.order.without_names else one.name


def make_pack(order: Order, families: Sequence[Kept], told: Told) -> Pack:
    """The pack as asked for. Raises `SomethingLeft` when one without names would still tell, `NotForAudience`,
    `NotPrinted`."""
    making = _Making(order, families, told)
    _choose_names(making)
    for one in families:
        making.documents[one.ref] = _chronology(making, one)
    report = _report(making)
    shown = {one.ref: _pictures(making, one) for one in families}
    files = {"Review pack.docx": _word(report, list(making.documents.values()))}
    for one in families:
        of = f", {making.of(one)}" if making.of(one) else ""
        files[f"Merged chronology{of}.pdf"] = pdf_made(making.documents[one.ref], paper=order.paper)
        for number, picture in enumerate(shown[one.ref], 1):
            title = picture.title.partition(",")[0]
            files[f"Picture {number}, {title}{of}.pdf"] = pictures_made(
                picture.svgs, _on_paper(order, picture), picture.facts
            )
    return Pack({name: made.content for name, made in files.items()}, _checked(making, files))


def _choose_names(making: _Making) -> None:
    """Other names for everyone, the same in the review's own words as in the records."""
    choices = making.order.without_names
    if choices is None:
        return
    bare = Report(title=making.order.title, reader="", printed=making.order.printed, parts=scaffold(making.told))
    families = {
        one.ref: OfFamily(chronology=one.material.chronology, doubts=one.material.doubts, of=making.of(one))
        for one in making.families
    }
    making.apart = Families(families, choices, tuple(words_of(bare)))


def _chronology(making: _Making, one: Kept) -> MergedDocument:
    order, instead = making.order, making.instead.get(one.ref)
    of = f": {making.of(one) or one.name}" if instead is None or making.of(one) else ""
    asked = Asked(
        audience=PANEL,
        title=f"Merged chronology{of}",
        printed=order.for_whom,
        as_at=order.until,
        gap_days=GAP,
        without_names=instead.choices if instead else None,
        substitutes=instead,
    )
    return laid_out(one.material, asked)


def _report(making: _Making) -> Report:
    """The scaffold, with each entry said as the appendix has it; without names, every word of it changed."""
    notes: dict[str, str] = {}
    found = []
    for one in making.families:
        of = f"Chronology{' of ' + making.of(one) if making.of(one) else ''}"
        lines = {line.entry.id: line for line in making.documents[one.ref].lines}
        instead = making.instead.get(one.ref)
        for entry in one.material.chronology.by_id:
            line = lines.get(instead.id(entry) if instead else entry)
            if line:
                notes[entry] = f"{of}, line {line.number}: {line.agency}, {line.date_words}"
        about = f": {making.of(one)}" if making.of(one) else ""
        found.append((about, differences(one.material.chronology, making.order.until)))
    told = Told(
        steps=making.told.steps, names=making.told.names, cited=making.told.cited, notes=notes,
        agencies=_agencies(making), differences=found, at=making.told.at,
    )  # fmt: skip
    order = making.order
    report = Report(title=order.title, reader=order.reader, printed=order.printed, parts=scaffold(told))
    return changed(report, making.apart.text) if making.apart else report


def _agencies(making: _Making) -> dict[str, str]:
    """Agencies' names; one named after its school or surgery is called by its sort in a pack without names."""
    found = dict(making.told.agencies)
    for instead in making.instead.values():
        found |= {slug: agency_words(new) for slug, new in instead.agencies.items() if slug in found}
    return found


def _pictures(making: _Making, one: Kept) -> list[Shown]:
    order = making.order
    of = f", {making.of(one)}" if making.of(one) else ""
    names = dict(making.told.agencies)
    return pictures(
        Wanted(one.material.chronology, order.days, names, order.paper, of, order.since, making.instead.get(one.ref))
    )


def _on_paper(order: Order, shown: Shown) -> OnPaper:
    by = f"{order.printed.words}, for {order.reader}"
    return OnPaper(shown.title, shown.shows, order.printed.at, order.paper, MARKING, by)


def _word(report: Report, documents: Sequence[MergedDocument]) -> Made:
    file = BytesIO()
    read = write_report(report, file, documents)
    return Made(file.getvalue(), read)


def _checked(making: _Making, files: dict[str, Made]) -> str:
    """Look through all that was made, as it was read again; in words, what was done. Raises `SomethingLeft`.

    That every page is marked and no row is lost was seen to file by file, as each was made and read."""
    if making.order.without_names is None:
        return f"With names. Read again as made, {len(files)} files: every page is marked and no row is lost."
    at = making.order.printed
    own = (f"{at.words}, for {making.order.reader}", *(one.printed_words for one in making.documents.values()))
    looks = [Look.of(instead) for instead in making.instead.values()]
    read = refuse_if_left(files, looks, printed=(*own, *marks_of(making.order.for_whom), *marks_of(at)))
    return f"Read again as made: {read:,} passages of {len(files)} files, and nothing found that would name anyone."
