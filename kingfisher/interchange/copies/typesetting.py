"""Words and pictures set on paper by the typesetter that comes with Kingfisher: no program, no font of the machine."""

import calendar
import json
import warnings
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Literal

import typst

from kingfisher.interchange.copies.font_cover import FONTS, showable
from kingfisher.interchange.copies.safe_text import printable


class NotPrinted(RuntimeError):
    """A document or picture could not be put on paper as it must be; the message says why."""


def typeset(
    template: Path,
    data: Mapping[str, object],
    *,
    form: Literal["png", "pdf"] = "pdf",
    sharpness: float = 1.0,
    at: datetime | None = None,
) -> bytes:
    """The template filled with the data: a tagged PDF (PDF/UA-1) dated `at`, or a PNG of `sharpness` dots a pixel.

    The same data gives the same bytes. Raises `NotPrinted`; a warning of the typesetter is an error, never passed over.
    """
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            made, said = typst.compile_with_warnings(
                str(template),
                None,
                root=str(template.parent),
                font_paths=fonts,
                sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
                format=form,
                ppi=96 * sharpness,
                pdf_standards="ua-1" if form == "pdf" else None,
                timestamp=calendar.timegm(at.utctimetuple()) if at else None,
            )
    except typst.TypstError as wrong:
        raise NotPrinted(f"It could not be put on paper: {wrong}") from wrong
    if said:
        raise NotPrinted(f"It was not put on paper, because the typesetter warned: {said[0].message}")
    if not isinstance(made, bytes):
        raise NotPrinted("It could not be put on paper: the typesetter gave nothing back.")
    return made


def shown(words: str) -> str:
    """The words as they stand on paper: nothing that cannot be held, every character that the font lacks named."""
    return showable(printable(words))
