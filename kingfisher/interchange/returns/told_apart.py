"""Entries of one folder, told apart: an agency that sends several files has the file's name in its entries' ids."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from msgspec.structs import replace

from kingfisher.interchange.returns.agency_return import AgencyReturn, Proposed
from kingfisher.timeline.entries import amend


def told_apart(returns: Sequence[AgencyReturn]) -> list[AgencyReturn]:
    """The same returns, in their order, with ids that no two entries share.

    Where an agency sent one file its ids stay (agency-0001). Where it sent several, they are agency-file-0001; two
    files whose names are told apart by punctuation only are numbered too.
    """
    sent = Counter(one.agency for one in returns)
    names: Counter[str] = Counter()
    out = []
    for one in returns:
        if sent[one.agency] == 1:
            out.append(one)
            continue
        name = f"{one.agency}-{_plain(one.file)}"
        names[name] += 1
        out.append(_renamed(one, name if names[name] == 1 else f"{name}-{names[name]}"))
    return out


def _plain(file: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", PurePath(file).stem.lower()).strip("_")


def _renamed(one: AgencyReturn, name: str) -> AgencyReturn:
    """The return under new ids; where an entry points at another of the same file, it goes on doing so."""
    held = [*one.proposed, *(doubt.proposed for doubt in one.doubts)]
    anew = {row.entry.id: f"{name}-{row.entry.id.rpartition('-')[2]}" for row in held}

    def renamed(row: Proposed) -> Proposed:
        same = tuple(anew.get(other, other) for other in row.entry.same_as)
        return replace(row, entry=amend(row.entry, id=anew[row.entry.id], same_as=same))

    doubts = tuple(replace(doubt, proposed=renamed(doubt.proposed)) for doubt in one.doubts)
    return replace(one, proposed=tuple(renamed(row) for row in one.proposed), doubts=doubts)
