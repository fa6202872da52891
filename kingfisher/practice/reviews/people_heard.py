"""Practitioners and the family: events, letters, accounts, wishes (paragraphs 9 to 11)."""

from kingfisher.practice.reviews.step import Step


class EventHeld(Step, frozen=True, kw_only=True, tag="event_held"):
    """A practitioner event: who was invited and who came (agency and role, no names needed), and in what manner."""

    title: str
    manner: str = ""  # in_person, video
    invited: tuple[str, ...] = ()
    attended: tuple[str, ...] = ()


class LearnedThere(Step, frozen=True, kw_only=True, tag="learned_there"):
    """New information given at an event: the entry it became in the family's record, marked as learned then."""

    event: str
    entry: str
    family: str = ""
    said_by: str = ""


class ReflectionKept(Step, frozen=True, kw_only=True, tag="reflection_kept"):
    """What practitioners thought and felt, held apart from any child's record."""

    event: str
    words: str
    said_by: str = ""


class LetterSent(Step, frozen=True, kw_only=True, tag="letter_sent"):
    """A letter asking someone of the family to speak to the reviewer: the first, the second."""

    family: str
    person: str
    number: int = 1
    how: str = ""


class ReplyCame(Step, frozen=True, kw_only=True, tag="reply_came"):
    """What the person answered. No reply is not a refusal."""

    family: str
    person: str
    answer: str  # will_speak, will_not, asked_for_time, someone_else_answered
    words: str = ""


class AccountGiven(Step, frozen=True, kw_only=True, tag="account_given"):
    """What someone of the family told the reviewer: theirs, kept even where others say otherwise."""

    family: str
    person: str
    words: str
    disputed_by: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()


class FamilyTold(Step, frozen=True, kw_only=True, tag="family_told"):
    """Someone of the family was told what the review found, before it is published."""

    family: str
    person: str
    how: str = ""
    words: str = ""


class NameWished(Step, frozen=True, kw_only=True, tag="name_wished"):
    """What someone of the family wishes about the name a child or they are given in what is published."""

    family: str
    person: str
    wish: str
