"""Whose parameters are questions asked by here? Ours, or the partnership's whose file the settings name.

Everything in this room asks through here, so that a list, a page and a standing never differ. The file is read once;
after a change of it the server is started again, and `manage.py rebuild --write` works the standings out afresh.
"""

from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from kingfisher.questions import engine
from kingfisher.questions.engine import Spell
from kingfisher.questions.parameters import Parameters, standard
from kingfisher.questions.partnership import Partnership, read_partnership
from kingfisher.questions.question import NotAsking, Question
from kingfisher.timeline.chronology import Chronology


def ours() -> Partnership | None:
    """The partnership whose file the settings name; None where they name none. Raises `PartnershipError`."""
    path = getattr(settings, "PARTNERSHIP", "")
    return _read(path) if path else None


@cache
def _read(path: str) -> Partnership:
    return read_partnership(Path(path))


def parameters() -> Parameters:
    """Every parameter as it is here."""
    own = ours()
    return own.parameters if own else standard()


def ask(chronology: Chronology, as_at: date) -> list[Question]:
    """`engine.ask` by the parameters here."""
    return engine.ask(chronology, as_at, parameters())


def why_not(chronology: Chronology, as_at: date, child: str | None = None) -> list[NotAsking]:
    """`engine.why_not` by the parameters here."""
    return engine.why_not(chronology, as_at, child, parameters())


def open_since(chronology: Chronology, as_at: date) -> list[Spell]:
    """`engine.open_since` by the parameters here."""
    return engine.open_since(chronology, as_at, parameters())


def holds_until(chronology: Chronology, as_at: date) -> date | None:
    """`engine.holds_until` by the parameters here."""
    return engine.holds_until(chronology, as_at, parameters())
