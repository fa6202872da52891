"""Looking at a file before any reader opens it: what it really is, and whether it is safe to read.

What a file is, is decided by its content, never by its name; a name that says otherwise is refused, because
whoever sent it may be mistaken about more than the name. Every refusal says why and what to do.
"""

from pathlib import Path

import msgspec

from kingfisher.interchange.files.guard_package import inspect_package
from kingfisher.interchange.files.rows import Format, Notice, Refused

LIMIT = 50_000_000
HEAD = 8192
_NAMES: dict[Format, tuple[str, ...]] = {
    "docx": (".docx", ".dotx"),
    "xlsx": (".xlsx", ".xltx"),
    "xlsb": (".xlsb",),
    "xls": (".xls", ".xlt"),
    "ods": (".ods", ".ots"),
    "csv": (".csv", ".txt", ".tsv", ".tab"),
}
_SPOKEN: dict[Format, str] = {
    "docx": "a Word file",
    "xlsx": "an Excel file",
    "xlsb": "an Excel binary file",
    "xls": "an Excel 97-2003 file",
    "ods": "an OpenDocument spreadsheet",
    "csv": "a plain text file",
}
_OTHER_NAMES = {
    ".docx": "a Word name", ".doc": "a Word name", ".dotx": "a Word name", ".rtf": "a Word name",
    ".xlsx": "an Excel name", ".xls": "an Excel name", ".xlsb": "an Excel name", ".xltx": "an Excel name",
    ".csv": "a CSV name", ".ods": "an OpenDocument name", ".pdf": "a PDF name",
}  # fmt: skip
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_ARCHIVES = (b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe")
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class Inspected(msgspec.Struct, frozen=True):
    """A file that may be read: what it is, and what a person must know before it is."""

    format: Format
    notices: tuple[Notice, ...] = ()


def inspect(path: Path, *, name: str | None = None, limit: int = LIMIT) -> Inspected:
    """Say what a file is, or raise Refused.

    ``name`` is the name its sender gave it (the file may be kept under another); ``limit`` is in bytes.
    Nothing is unpacked to disk, and no more than a few kilobytes at a time are held in memory.
    """
    shown = name or path.name
    _size(path, shown, limit)
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    _other_kinds(head, shown)
    if head.startswith(_ZIPS):
        kind, notices = inspect_package(path, shown)
    elif head.startswith(_COMPOUND):
        kind, notices = _compound(path, shown), ()
    else:
        kind, notices = _text(path, head, shown), ()
    _name(shown, kind)
    return Inspected(kind, notices)


def _size(path: Path, name: str, limit: int) -> None:
    size = path.stat().st_size
    if size == 0:
        raise Refused("empty", f"{name} is empty: it holds no bytes at all. Ask the agency to send it again.")
    if size > limit:
        raise Refused(
            "too_big",
            f"{name} is {_megabytes(size)} and files over {_megabytes(limit)} are not read. "
            "Take out pictures and unused sheets, or send it in parts.",
        )


def _megabytes(size: int) -> str:
    return f"{round(size / 1_000_000)} MB" if size >= 1_000_000 else f"{round(size / 1000)} kB"


def _other_kinds(head: bytes, name: str) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith(b"%pdf-"):
        raise Refused(
            "pdf",
            f"{name} is a PDF, and the rows of a PDF cannot be read reliably. "
            "Keep it as a document of the family and type its entries, or ask for the Word or Excel file it came from.",
        )
    binary = b"\0" in head  # letters alone prove nothing: a heading may begin with BM or MZ
    if binary and (head.startswith(_PICTURES) or head[4:8] == b"ftyp"):
        raise Refused(
            "picture", f"{name} is a picture. Keep it as a document of the family and type its entries, if it has any."
        )
    if start.startswith(b"{\\rtf"):
        raise Refused(
            "rtf", f"{name} is a rich text file. Open it in Word, save it as a Word document (.docx), add that."
        )
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"mime-version")):
        raise Refused(
            "web_page",
            f"{name} is a web page or XML export, whatever its name says. "
            "Open it in Excel or Word, save it as .xlsx or .docx, and add that file.",
        )
    if binary and head.startswith(_ARCHIVES):
        raise Refused("archive", f"{name} is a compressed archive. Unpack it and add the files it holds, one by one.")
    if binary and head.startswith(_PROGRAMS):
        raise Refused("program", f"{name} is a program, not a document. Do not open it; tell your IT team who sent it.")


def _compound(path: Path, name: str) -> Format:
    """An older Office file, an e-mail, or a newer one locked with a password: told apart by its directory."""
    data = path.read_bytes()
    if _holds(data, "EncryptedPackage"):
        raise Refused(
            "encrypted",
            f"{name} is locked with a password. "
            "Open it, take the password off (File, Info, Protect), save it, and add it again.",
        )
    if _holds(data, "WordDocument"):
        raise Refused(
            "old_word", f"{name} is in the Word 97-2003 format. Open it in Word, save it as .docx, and add that file."
        )
    if not (_holds(data, "Workbook") or _holds(data, "Book")):
        raise Refused(
            "not_known",
            f"{name} is not a Word, Excel or CSV file (it may be an e-mail or a presentation). "
            "Save the chronology itself as .docx, .xlsx or .csv and add that.",
        )
    if _holds(data, "_VBA_PROJECT_CUR") or _holds(data, "_VBA_PROJECT"):
        raise Refused(
            "macros", f"{name} holds macros, which are programs. Open it in Excel, save it as .xlsx, and add that file."
        )
    return "xls"


def _holds(data: bytes, entry: str) -> bool:
    """Whether the directory of a compound file has an entry of this name (entries are 128 bytes long)."""
    wanted = entry.encode("utf-16-le") + b"\0\0"
    length = len(wanted).to_bytes(2, "little")
    at = data.find(wanted)
    while at >= 0:
        if at % 128 == 0 and data[at + 64 : at + 66] == length:
            return True
        at = data.find(wanted, at + 1)
    return False


def _text(path: Path, head: bytes, name: str) -> Format:
    """Text has no zero bytes, unless it is UTF-16 or UTF-32, where every other byte of English is zero."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    wide = head.startswith(_WIDE) or (max(even, odd) > len(head) // 4 and min(even, odd) < len(head) // 40)
    if not wide and (even or odd or _controls(head) > len(head) // 20):
        raise Refused(
            "not_known",
            f"{name} is not a Word, Excel or CSV file that can be read; it may be damaged. "
            "Ask the agency to save it as .docx, .xlsx or .csv and send it again.",
        )
    return "csv"


def _controls(head: bytes) -> int:
    return sum(head.count(code) for code in range(32) if code not in (9, 10, 12, 13))


def _name(name: str, kind: Format) -> None:
    ending = Path(name).suffix.lower()
    if not ending or ending in _NAMES[kind]:
        return
    told = _OTHER_NAMES.get(ending, f"a name ending in {ending}")
    raise Refused(
        "wrong_name",
        f"{name} is {_SPOKEN[kind]} with {told}. Check that it is the file you meant, "
        f"rename it to end in {_NAMES[kind][0]}, and add it again.",
    )
