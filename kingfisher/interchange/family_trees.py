"""How does a family drawn elsewhere come in: GEDCOM 5.5, 5.5.1 and 7.0, and a plain family file (JSON)?

Nothing is dropped: what is not taken over is told in a doubt with its line. Nothing is guessed but what is said here.
"""

from pathlib import Path

from kingfisher.interchange.gedcom_family import GedcomFamily
from kingfisher.interchange.gedcom_lines import Node, decoded, records
from kingfisher.interchange.plain_families import parse_plain_family
from kingfisher.interchange.tree_parts import FamilyTree, TreeDoubt, TreeError
from kingfisher.timeline.chronology import Chronology

__all__ = ["FamilyTree", "TreeDoubt", "TreeError", "parse_family_tree", "read_family_tree"]

_KEPT_OUT = {
    "SOUR": "A source: what a file rests on is not part of the family.",
    "REPO": "A place where sources are kept.",
    "OBJE": "A picture or document.",
    "SUBM": "Who sent the file.",
    "SUBN": "Who sent the file.",
    "NOTE": "A note that stands by itself.",
    "SNOTE": "A note that stands by itself.",
    "CHAN": "When the file was changed.",
    "DATE": "This date cannot be read: write it as 12 FEB 2018, ABT 1990 or BET 1990 AND 1992.",
    "FAMC": "This points to a family that is not in the file.",
    "FAMS": "This points to a family that is not in the file.",
    "HUSB": "This points to a person who is not in the file.",
    "WIFE": "This points to a person who is not in the file.",
    "CHIL": "This points to a person who is not in the file.",
    "ASSO": "We do not know this word for what two people are to each other, or whom it points to.",
    "BIRT": "Another account of the birth: the first that gives a date is taken.",
    "DEAT": "Another account of the death: the first that gives a date is taken.",
    "BURI": "A burial: the death is told already.",
    "CHR": "A christening: the birth is told already.",
    "BAPM": "A baptism: the birth is told already.",
    "PLAC": "A place: only whole addresses are taken, for homes.",
    "_FREL": "We do not know this word for how a child belongs to a parent.",
    "_MREL": "We do not know this word for how a child belongs to a parent.",
    "PEDI": "We do not know this word for how a child belongs to a family.",
    "RESI": "Where someone lived, without an address or a date we can read.",
}
_FRAME = ("HEAD", "TRLR")


def read_family_tree(source: str | Path) -> FamilyTree:
    """Read a family file: GEDCOM (.ged) or a plain family (.json). Raises `TreeError` or `OSError`."""
    path = Path(source)
    return parse_family_tree(path.read_bytes(), name=path.stem)


def parse_family_tree(data: bytes, *, name: str = "family") -> FamilyTree:
    """Read a family from the bytes of a file, in UTF-8, UTF-16, ANSEL or Windows' letters.

    The family's children are the plain file's index child; GEDCOM names none. Raises `TreeError`, which says what was
    expected.
    """
    text = decoded(data)
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return parse_plain_family(text, name=name)
    doubts: list[TreeDoubt] = []
    top, lines = records(text, doubts)
    for node in top:
        if node.tag in _FRAME:
            node.use_all()
    told = GedcomFamily(top, name)
    doubts += told.doubts
    for node in top:
        _left(node, doubts)
    doubts.sort(key=lambda doubt: doubt.line)
    read = sum(node.own_lines for record in top for node in record.walk() if node.used)
    return FamilyTree(chronology=Chronology(told.family, told.entries), doubts=tuple(doubts), lines=lines, read=read)


def _left(node: Node, doubts: list[TreeDoubt]) -> None:
    """A doubt for each line not taken over; it tells those below it that were not either."""
    if node.used:
        for below in node.below:
            _left(below, doubts)
        return
    waiting = [one for one in node.walk() if not one.used]
    why = _KEPT_OUT.get(node.tag, "This is no part of a family as we keep it.")
    text = f"{node.level} {node.tag} {node.value}".strip()
    doubts.append(TreeDoubt(line=node.line, text=text, why=why, lines=sum(one.own_lines for one in waiting)))
