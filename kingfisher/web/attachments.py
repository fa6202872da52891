"""Files handed to the browser to be kept: always as attachments, under a name every system can hold."""

import re
from urllib.parse import quote

from django.http import HttpResponse

CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "zip": "application/zip",
    "ics": "text/calendar; charset=utf-8",
}
_AWKWARD = re.compile(r'[\x00-\x1f"\\/:*?<>|]+')


def kept_as(content: bytes, name: str) -> HttpResponse:
    """Content to be kept under a name; its type is told by the name's ending, and nothing in it may run."""
    kind = CONTENT_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    return _attached(HttpResponse(content, content_type=kind), name)


def as_sent(content: bytes, name: str) -> HttpResponse:
    """Someone else's file, exactly as it came; whatever its name says, it is only bytes to us."""
    return _attached(HttpResponse(content, content_type="application/octet-stream"), name)


def _attached(answer: HttpResponse, name: str) -> HttpResponse:
    safe = _AWKWARD.sub("_", name)
    plain = safe.encode("ascii", "replace").decode().replace("?", "_")
    answer.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
