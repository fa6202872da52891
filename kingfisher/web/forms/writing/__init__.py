"""Writing an entry: one form for each kind that is written by hand, listed as a practitioner would look for them."""

from kingfisher.web.forms.writing.decided import (
    WriteAction,
    WriteAssessment,
    WriteDecision,
    WriteLegalStep,
    WritePlan,
    WriteReferral,
)
from kingfisher.web.forms.writing.entry_form import WriteEntry
from kingfisher.web.forms.writing.happened import (
    WriteAccount,
    WriteCheck,
    WriteEducation,
    WriteHealth,
    WriteIncident,
)
from kingfisher.web.forms.writing.met import WriteMeeting, WriteScaling, WriteView
from kingfisher.web.forms.writing.said import (
    WriteAnswer,
    WriteAudit,
    WriteChairsOversight,
    WriteChallenge,
    WriteStrength,
)
from kingfisher.web.forms.writing.seen import WriteAppointment, WriteContact, WriteObservation, WriteSighting
from kingfisher.web.forms.writing.who import (
    WriteAbsence,
    WriteInvolvement,
    WriteServiceRestriction,
    WriteSupervision,
)

GROUPS: tuple[tuple[str, tuple[type[WriteEntry], ...]], ...] = (
    ("I saw the child, or offered to", (WriteSighting, WriteContact, WriteAppointment, WriteObservation)),
    ("Something happened, or somebody said so", (WriteIncident, WriteHealth, WriteEducation, WriteAccount, WriteCheck)),
    ("We met", (WriteMeeting, WriteScaling)),
    ("We decided", (WriteReferral, WriteAssessment, WriteDecision, WritePlan, WriteAction, WriteLegalStep)),
    ("I want to say", (WriteView, WriteChallenge, WriteStrength)),
    ("Who does what", (WriteInvolvement, WriteAbsence, WriteServiceRestriction)),
    ("Supervision", (WriteSupervision,)),
    ("Chair’s oversight and audit", (WriteChairsOversight, WriteAudit, WriteAnswer)),
)
FORMS: dict[str, type[WriteEntry]] = {form.kind: form for _, forms in GROUPS for form in forms}


def form_name(kind: str) -> str:
    """What its draft is called."""
    return f"write-{kind}"
