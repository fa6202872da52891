"""With whom is an entry shared unless its writer says otherwise? The local rule for its kind, with its guidance."""

from dataclasses import dataclass
from datetime import date

from kingfisher.practice.guidance import guidance
from kingfisher.questions.in_force import QUESTIONS_CALLED
from kingfisher.records.partnership import ours

NETWORK = "the family's network"


@dataclass(frozen=True)
class Suggested:
    """`agency_only`: for the agency that writes it and the panel of an open review, until it is released; otherwise
    open to the family's network. `because` names the local source and what it is; "" where no rule is set here."""

    agency_only: bool
    because: str = ""


def suggested_for(kind: str, day: date) -> Suggested:
    """What the partnership's file sets for an entry of the kind on the day; open to the network where it sets none."""
    own = ours()
    rule = own.local.sharing_of(kind, day) if own else None
    if own is None or rule is None:
        return Suggested(agency_only=False)
    source = {**guidance(), **own.guidance}[rule.guidance]
    called = QUESTIONS_CALLED[source.kind]
    because = f"{called[:1].upper()}{called[1:]}: {source.title}, {source.edition}, {source.paragraph} ({own.label})"
    return Suggested(agency_only=rule.share != NETWORK, because=because)
