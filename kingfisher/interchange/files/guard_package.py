"""Looking into a zipped document without unpacking it: bombs, macros, things fetched from afar."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from kingfisher.interchange.files.rows import Format, Notice, Refused

MOST_PARTS = 2000
MOST_UNPACKED = 400_000_000
RATIO = 100
RATIO_FLOOR = 10_000_000  # a small file may be squeezed as hard as it likes
CHUNK = 1 << 16
_STORED, _DEFLATED = 0, 8
_MAIN: tuple[tuple[bytes, Format], ...] = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"wordprocessingml.template.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"spreadsheetml.template.main+xml", "xlsx"),
    (b"sheet.binary.macroEnabled.main", "xlsb"),
)
_MACROS = re.compile(r"vbaproject|(^|/)macrosheets/|(^|/)(basic|scripts)/.", re.IGNORECASE)
_EMBEDDED = re.compile(r"(^|/)(embeddings|activex)/|oleobject", re.IGNORECASE)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']""")
# Office templates and other workbooks on the sender's own disk: named in most council files, never followed here.
_LEFT_ALONE = frozenset({"attachedTemplate", "externalLinkPath", "xlPathMissing"})
_PLAIN_ENCODINGS = frozenset({b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"})
_NEVER_PARSED = re.compile(r"\.(html?|mht|mhtml|svg|png|jpe?g|gif|bmp|tiff?|emf|wmf)$", re.IGNORECASE)


def inspect_package(path: Path, name: str) -> tuple[Format, tuple[Notice, ...]]:
    """Say what kind of document a zip is, with notices; raise Refused where it is not safe to read.

    The directory is judged first; then each part is inflated once, a little at a time and thrown away, to see
    that it is as long as the directory says and that no XML declares a document type.
    """
    try:
        _directory(path, name)
        with zipfile.ZipFile(path) as archive, path.open("rb") as stream:
            parts = archive.infolist()
            _names(parts, name)
            _sizes(parts, name)
            found = {part.filename: _part(stream, part, name) for part in parts if not part.is_dir()}
    except (zipfile.BadZipFile, zlib.error, struct.error, OSError, ValueError, EOFError) as error:
        raise _damaged(name) from error
    kind = _kind(found, name)
    return kind, tuple(_outside(found, name))


def _damaged(name: str) -> Refused:
    return Refused(
        "damaged", f"{name} is damaged or did not arrive whole. Ask the agency to save it and send it again."
    )


def _bomb(name: str) -> Refused:
    return Refused(
        "bomb",
        f"{name} would unpack to far more than a document holds, as files made to do harm do. "
        "Do not open it; ask the agency to save the chronology in a new file.",
    )


def _directory(path: Path, name: str) -> None:
    """Judge the size of the directory before the zip library builds it in memory."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - 66_000))
        tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0:
        raise _damaged(name)
    count, length = struct.unpack("<HI", tail[at + 10 : at + 16])
    if count > MOST_PARTS or length > 4_000_000:
        raise _bomb(name)


def _names(parts: list[zipfile.ZipInfo], name: str) -> None:
    names = [part.filename.replace("\\", "/") for part in parts]
    if len(set(map(str.lower, names))) != len(names) or len(names) > MOST_PARTS:
        raise _damaged(name)
    if any(part.startswith("/") or ":" in part.split("/")[0] or ".." in part.split("/") for part in names):
        raise Refused(
            "traversal",
            f"{name} tries to place files outside itself, which no document does. "
            "Do not open it; tell your IT team who sent it.",
        )
    if any(part.flag_bits & 0x1 for part in parts):
        raise Refused(
            "encrypted", f"{name} is locked with a password. Take the password off, save it, and add it again."
        )


def _sizes(parts: list[zipfile.ZipInfo], name: str) -> None:
    if any(part.compress_type not in (_STORED, _DEFLATED) for part in parts):
        raise _damaged(name)
    total = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    steep = any(p.file_size > RATIO_FLOOR and p.file_size > RATIO * max(p.compress_size, 1) for p in parts)
    if steep or total > MOST_UNPACKED or (total > RATIO_FLOOR and total > RATIO * max(packed, 1)):
        raise _bomb(name)


def _part(stream: BinaryIO, part: zipfile.ZipInfo, name: str) -> bytes:
    """Inflate one part once; return its bytes if the guard needs them (the lists of parts and relationships)."""
    wanted = part.filename == "[Content_Types].xml" or part.filename.endswith((".rels", "mimetype", "manifest.xml"))
    kept: list[bytes] = []
    length, tail, is_xml = 0, b"", False
    for chunk in _inflate(stream, part):
        if length == 0:
            is_xml = _is_xml(chunk, part.filename, name)
        length += len(chunk)
        if length > part.file_size:
            raise _bomb(name)
        if is_xml:
            _no_document_type(tail + chunk, name)
            tail = chunk[-20:]
        if wanted and length < 2_000_000:
            kept.append(chunk)
    if length != part.file_size:
        raise _damaged(name)
    return b"".join(kept)


def _inflate(stream: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a part as its own compressed stream holds them, whatever length the directory claims."""
    stream.seek(part.header_offset)
    header = stream.read(30)
    if header[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile(part.filename)
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    stream.seek(part.header_offset + 30 + name_length + extra_length)
    left = part.compress_size
    inflater = zlib.decompressobj(-15) if part.compress_type == _DEFLATED else None
    while left > 0:
        packed = stream.read(min(CHUNK, left))
        if not packed:
            raise EOFError(part.filename)
        left -= len(packed)
        if inflater is None:
            yield packed
            continue
        while packed:
            chunk = inflater.decompress(packed, CHUNK * 16)
            packed = inflater.unconsumed_tail
            if chunk:
                yield chunk


def _is_xml(start: bytes, part: str, name: str) -> bool:
    """Whether a part might be parsed as XML: all but pictures and web pages, which no reader here ever opens."""
    if _NEVER_PARSED.search(part):
        return False
    bare = start[:2000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    encoding = _ENCODING.match(bare)
    if encoding is not None and encoding.group(1).lower() not in _PLAIN_ENCODINGS:
        raise _damaged(name)
    return True


def _no_document_type(chunk: bytes, name: str) -> None:
    wide = b"\0" in chunk
    if b"<!DOCTYPE" in chunk or (wide and b"<!DOCTYPE" in chunk.replace(b"\0", b"")):
        raise Refused(
            "document_type",
            f"{name} has instructions hidden in it that Word and Excel never write (a document type). "
            "Do not open it; ask the agency to save the chronology in a new file.",
        )


def _kind(found: dict[str, bytes], name: str) -> Format:
    if any(_MACROS.search(part) for part in found):
        raise _macros(name)
    if any(_EMBEDDED.search(part) for part in found):
        raise Refused(
            "embedded",
            f"{name} has another file embedded in it. Open it, save that inner file on its own, "
            "delete it from the page (or paste it as a picture), and add both files.",
        )
    types = found.get("[Content_Types].xml", b"").replace(b"\0", b"")
    for sign, kind in _MAIN:
        if sign in types:
            return kind
    if b"macroEnabled" in types:
        raise _macros(name)
    if found.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        if b"encryption-data" in found.get("META-INF/manifest.xml", b""):
            raise Refused("encrypted", f"{name} is locked with a password. Take it off, save the file, add it again.")
        return "ods"
    raise Refused(
        "not_known",
        f"{name} is a zip archive or a document of another kind, not Word or Excel. "
        "Add the files in it one by one, or save it as .docx, .xlsx or .ods.",
    )


def _macros(name: str) -> Refused:
    return Refused(
        "macros",
        f"{name} holds macros, which are programs. "
        "Open it with macros off, save it as a plain .docx or .xlsx, and add that file.",
    )


def _outside(found: dict[str, bytes], name: str) -> Iterator[Notice]:
    """Refuse what Word or Excel would fetch from elsewhere; links a reader clicks are left alone."""
    for part, content in found.items():
        if not part.endswith(".rels"):
            continue
        for link in _relationships(content, name):
            kind, target = link.get("Type", "").rsplit("/", 1)[-1], link.get("Target", "")
            if link.get("TargetMode") != "External" or kind == "hyperlink":
                continue
            if kind not in _LEFT_ALONE or _on_the_web(target):
                raise Refused(
                    "outside",
                    f"{name} fetches something from elsewhere when it is opened ({kind}: {target[:80]}). "
                    "Open it, break its links (File, Info, Edit links to files), save it, and add it again.",
                )
            text = (
                f"{name} points to another file ({target[:80]}). It was not followed; what stands in {name} was read."
            )
            yield Notice(None, "link", text)


def _relationships(content: bytes, name: str) -> Iterator[dict[str, str]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _damaged(name) from error
    for element in root:
        yield {str(key): str(value) for key, value in element.attrib.items()}


def _on_the_web(target: str) -> bool:
    return re.match(r"\s*(https?|ftp|ftps|webdav):", target, re.IGNORECASE) is not None
