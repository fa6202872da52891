"""From the first notice to the terms of reference, and the hold on the record (paragraphs 4 to 9)."""

from datetime import date

import msgspec

from kingfisher.practice.reviews.step import Step


class IncidentKnown(Step, frozen=True, kw_only=True, tag="incident_known"):
    """The authority became aware that a child died or was seriously harmed, and abuse or
    neglect is known or suspected."""

    what: str  # died, seriously_harmed
    children: tuple[str, ...] = ()  # person ids
    families: tuple[str, ...] = ()
    words: str = ""


class NoticeSent(Step, frozen=True, kw_only=True, tag="notice_sent"):
    """The serious incident notice went to the national panel or to the partners."""

    to: str
    reference: str = ""


class CriteriaDecided(Step, frozen=True, kw_only=True, tag="criteria_decided"):
    """Whether the criteria for a rapid review are met, and why."""

    met: bool
    criteria: tuple[str, ...] = ()
    reasons: str = ""
    decided_by: tuple[str, ...] = ()


class PanelConsulted(Step, frozen=True, kw_only=True, tag="panel_consulted"):
    """The national panel was asked, and what it answered. `answered` is None until it has."""

    asked: str
    proposes: str = ""  # local_review, combined_review, national_review, no_review
    in_place_of: tuple[str, ...] = ()  # the reviews that one combined review stands in place of
    answered: date | None = None
    answer: str = ""


class RapidReviewDone(Step, frozen=True, kw_only=True, tag="rapid_review_done"):
    """The rapid review met and reported: what it decided and what it asked to be done at once."""

    decision: str  # practice_review, combined_review, no_further_review, national_review
    reasons: str = ""
    at_once: tuple[str, ...] = ()


class ReviewDecided(Step, frozen=True, kw_only=True, tag="review_decided"):
    """The partnership decided to begin a practice review; its months run from here."""

    reasons: str = ""


class TermsSet(Step, frozen=True, kw_only=True, tag="terms_set"):
    """The terms of reference: the days looked at (both inclusive), about whom, by which agencies, asking what."""

    first: date
    last: date
    people: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    lines_of_enquiry: tuple[str, ...] = ()


class PanelNamed(Step, frozen=True, kw_only=True, tag="panel_named"):
    """Someone sits on the panel, for an agency and with no part in the work reviewed; `part_in_it` says
    what part if they had one."""

    name: str
    agency: str
    role: str = ""
    part_in_it: str = ""


class ReviewerAppointed(Step, frozen=True, kw_only=True, tag="reviewer_appointed"):
    """The lead reviewer, and what their independence rests on: with whom they have worked, who checked it."""

    name: str
    independence: str
    checked_by: str = ""
    connections: str = ""  # "" when none were found


class Hold(msgspec.Struct, frozen=True, kw_only=True):
    """A family's record as it stood: so many entries, ending with this digest."""

    family: str
    version: int
    digest: str


class RecordHeld(Step, frozen=True, kw_only=True, tag="record_held"):
    """The records as they stood are held for the review. The living siblings' record goes on beside it."""

    holds: tuple[Hold, ...]
    reason: str = ""


class HoldEnded(Step, frozen=True, kw_only=True, tag="hold_ended"):
    """The hold is no longer needed."""

    reason: str


class LatenessExplained(Step, frozen=True, kw_only=True, tag="lateness_explained"):
    """Why a review's own clock ran over: the state stays late, with its reason."""

    clock: str
    reason: str
    new_day: date | None = None
