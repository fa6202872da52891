"""What is a question, and what is it not to ask one?"""

from datetime import date

import msgspec

ANSWERED = "Answered by"  # how the reason begins when somebody's answer is why it is not asked


class Standing(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What one question module says of one set of facts: asked since a day, or not asked because.

    `because` empty: it asks. `settled` is the day on which an asked question closed. `holds_until` is the last day
    (inclusive) for which this stays true if nothing more is written; None: for good. `latest` is the day of the newest
    fact that raised it, when several did: an answer from before that day does not answer for it. `apart` tells it from
    another of its kind that rests on the same first fact and whose missing fact is another.
    """

    about: tuple[str, ...]
    rests_on: tuple[str, ...]
    since: date | None = None
    sentence: str = ""
    settles: str = ""
    addressed_to: tuple[str, ...] = ()
    ask_agency: str | None = None
    because: str = ""
    settled: date | None = None
    holds_until: date | None = None
    latest: date | None = None
    apart: str = ""


class Question(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A practice question that stands open: computed, never stored as truth.

    `kind` is the question's id; `since` the first day (inclusive) it stood open without a break; `about` the children
    (or the person) it concerns; `addressed_to` agencies or roles, the decision-maker first; `rests_on` entry ids;
    `guidance` ids in the guidance list; `settles` what would close it; `ask_agency` the agency that holds the missing
    fact, if another; `tier` 1 stop and confirm, 2 at the point of decision, 3 quiet; `holds_until` the last day it
    stays true if nothing more is written, None for good; `version` that of the question's own reasoning; `apart` what
    tells it from another of its kind on the same first fact.
    """

    kind: str
    title: str
    since: date
    about: tuple[str, ...]
    addressed_to: tuple[str, ...]
    sentence: str
    rests_on: tuple[str, ...]
    guidance: tuple[str, ...]
    settles: str
    ask_agency: str | None = None
    tier: int = 3
    holds_until: date | None = None
    version: int = 1
    apart: str = ""

    @property
    def key(self) -> str:
        """The same for the same question on different days: its kind, whom it is about, what first raised it, and what
        tells it from another that the same raised."""
        first = self.rests_on[0] if self.rests_on else ""
        return ":".join((self.kind, ",".join(self.about), first, *filter(None, (self.apart,))))

    @property
    def answered_as(self) -> str:
        """How an answer names it: its kind, and what tells it from another on the same entries."""
        return ":".join((self.kind, *filter(None, (self.apart,))))


class NotAsking(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A question that was looked into and is not asked: because of what, resting on which entries.

    `since` and `settled` when it stood open from and until (the day it closed); `holds_until` the last day it stays
    unasked if nothing more is written, None for good; `addressed_to` those it was asked of, if it was.
    """

    kind: str
    title: str
    about: tuple[str, ...]
    because: str
    rests_on: tuple[str, ...] = ()
    since: date | None = None
    settled: date | None = None
    holds_until: date | None = None
    addressed_to: tuple[str, ...] = ()
