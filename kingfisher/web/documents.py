"""A copy of the chronology, made as asked: laid out for its reader, then written in one format."""

from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from kingfisher.interchange.copies.audiences import Audience, For, NotForAudience
from kingfisher.interchange.copies.document import lay_out
from kingfisher.interchange.copies.laid_out import MergedDocument, Printed
from kingfisher.interchange.copies.pseudonym_check import Look, SomethingLeft, lay_out_without_names
from kingfisher.interchange.copies.pseudonyms import Choices, Pseudonyms
from kingfisher.interchange.copies.read_again import marks_of, refuse_if_left
from kingfisher.interchange.copies.read_back import Made
from kingfisher.interchange.copies.typesetting import NotPrinted
from kingfisher.interchange.copies.write_csv import write_csv_to
from kingfisher.interchange.copies.write_docx import write_docx
from kingfisher.interchange.copies.write_html import html_text
from kingfisher.interchange.copies.write_json import json_text
from kingfisher.interchange.copies.write_pdf import pdf_bytes, pdf_made
from kingfisher.interchange.copies.write_xlsx import write_xlsx
from kingfisher.practice.contact import gap_words, gaps
from kingfisher.records.copies import Material
from kingfisher.timeline.chronology import Chronology

NOT_MADE = (SomethingLeft, NotForAudience, NotPrinted)
NOTHING_TO_SAY = (
    "Nothing of this record may go to {reader} yet, so no copy was made. Ask the agencies to release what they wrote, "
    "or make the copy for another reader."
)


MOST_TOLD = 20


def what_was_amiss(not_made: Exception) -> dict[str, object]:
    """What a page tells of a copy that was not handed over: passages, how many more, and whether names were left."""
    left = tuple(getattr(not_made, "left", ()))
    return {
        "left": left[:MOST_TOLD],
        "more_left": max(0, len(left) - MOST_TOLD),
        "names_left": isinstance(not_made, SomethingLeft),
    }


@dataclass(frozen=True)
class Asked:
    """What copy is asked for: `without_names` None keeps names; gaps shorter than `gap_days` are not listed."""

    audience: Audience
    title: str
    printed: Printed
    as_at: date
    gap_days: int
    without_names: Choices | None = None
    substitutes: Pseudonyms | None = None  # those of a larger copy that this is part of


def laid_out(material: Material, asked: Asked) -> MergedDocument:
    """The document for a reader. Raises `NotForAudience` when nothing may reach them, and `SomethingLeft`."""
    chronology = _for_reader(material, asked.audience)
    panel = asked.audience.who is For.PANEL
    same: dict[str, Any] = {
        "doubts": list(material.doubts) if asked.audience.who is not For.FAMILY else [],
        "audience": asked.audience,
        "printed": asked.printed,
        "title": asked.title,
        "gaps": _gaps(chronology, asked) if panel else (),
    }
    if asked.without_names is not None:
        document = lay_out_without_names(chronology, asked.without_names, substitutes=asked.substitutes, **same)
    else:
        remarks, pairs = (material.remarks, material.suggested) if panel else (None, ())
        document = lay_out(chronology, remarks=remarks, suggested=pairs, agency_names=material.agencies, **same)
    if not document.lines and not document.apart:
        raise NotForAudience(NOTHING_TO_SAY.format(reader=asked.audience.words))
    return document


def _for_reader(material: Material, audience: Audience) -> Chronology:
    """The family's copy begins from what has been released: an agency's words are its own until it lets them go."""
    if audience.who is not For.FAMILY:
        return material.chronology
    return material.chronology.where(lambda entry: entry.id in material.released)


def _gaps(chronology: Chronology, asked: Asked) -> list[str]:
    """The gaps of each child; of the first alone where a list of them would tell how many children there are."""
    family, choices = chronology.family, asked.without_names
    children = family.children[:1] if choices and choices.hide_siblings else family.children
    return [
        gap_words(gap, family.label(child))
        for child in children
        for gap in gaps(chronology, child, asked.as_at, days=asked.gap_days)
    ]


def made(material: Material, asked: Asked, kind: str) -> bytes:
    """The copy as the bytes of a file, read again as made; one without names holds nothing that would tell who it is.

    Raises what `laid_out` and `written` raise."""
    choices = asked.without_names
    if choices is None:
        return written(laid_out(material, asked), kind)
    chronology = _for_reader(material, asked.audience)
    instead = Pseudonyms(chronology, choices, material.doubts)
    document = laid_out(material, replace(asked, substitutes=instead))
    content = pdf_made(document) if kind == "pdf" else written(document, kind)
    printed = (document.printed_words, *marks_of(asked.printed))
    refuse_if_left({f"copy.{kind}": content}, [Look.of(instead)], printed=printed)
    return content.content if isinstance(content, Made) else content


def written(document: MergedDocument, kind: str) -> bytes:
    """The document as the bytes of a file: docx, xlsx, pdf, csv, json or html. Raises `NotPrinted`."""
    match kind:
        case "pdf":
            return pdf_bytes(document)
        case "json":
            return json_text(document).encode()
        case "html":
            return html_text(document).encode()
        case "csv":
            words = StringIO(newline="")
            write_csv_to(document, words)
            return words.getvalue().encode("utf-8-sig")
        case _:
            file = BytesIO()
            (write_docx if kind == "docx" else write_xlsx)(document, file)
            return file.getvalue()
