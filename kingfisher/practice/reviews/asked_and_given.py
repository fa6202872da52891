"""What each agency is asked for and gives, and the chronology at work (paragraph 11)."""

from datetime import date

from kingfisher.practice.reviews.step import Step


class ReturnRequested(Step, frozen=True, kw_only=True, tag="return_requested"):
    """An agency was asked for its chronology and analysis: by what authority, for which days (both
    inclusive), by when."""

    agency: str
    authority: str
    first: date
    last: date
    people: tuple[str, ...] = ()
    due: date | None = None


class ReturnReceived(Step, frozen=True, kw_only=True, tag="return_received"):
    """A file came in from an agency. `file` is the batch, or the digest of a document kept as it is."""

    agency: str
    file: str
    file_name: str = ""
    version: int = 1
    replaces: str = ""  # the file of an earlier version


class DocumentKept(Step, frozen=True, kw_only=True, tag="document_kept"):
    """A scan or PDF kept as it came, with the entries typed from it beside it."""

    agency: str
    title: str
    digest: str
    file_name: str
    entries: tuple[str, ...] = ()


class QuerySent(Step, frozen=True, kw_only=True, tag="query_sent"):
    """A question to an agency about its return."""

    agency: str
    words: str
    entries: tuple[str, ...] = ()
    due: date | None = None


class QueryAnswered(Step, frozen=True, kw_only=True, tag="query_answered"):
    """The agency's answer to a query, and the entry or file that puts it in the record."""

    agency: str
    query: str
    words: str
    entries: tuple[str, ...] = ()


class AnalysisGiven(Step, frozen=True, kw_only=True, tag="analysis_given"):
    """An agency's own analysis of its part: opinion, beside its entries and never among them."""

    agency: str
    words: str
    entries: tuple[str, ...] = ()


class OwnLearning(Step, frozen=True, kw_only=True, tag="own_learning"):
    """What one agency learned by itself, and what it does about it."""

    agency: str
    words: str
    action: str = ""
    owner: str = ""
    due: date | None = None
    entries: tuple[str, ...] = ()


class ReturnSignedOff(Step, frozen=True, kw_only=True, tag="return_signed_off"):
    """The agency says its return is complete and true. A later version needs signing off again."""

    agency: str
    name: str
    role: str = ""
    files: tuple[str, ...] = ()


class EpisodeMarked(Step, frozen=True, kw_only=True, tag="episode_marked"):
    """A key episode: days (both inclusive), the entries that tell it, and why it matters."""

    title: str
    first: date
    last: date
    entries: tuple[str, ...] = ()
    why: str = ""


class DifferenceNoted(Step, frozen=True, kw_only=True, tag="difference_noted"):
    """Agencies' accounts differ: what about, who held it, who was never asked, and how it was settled if it was."""

    words: str
    entries: tuple[str, ...] = ()
    held_by: tuple[str, ...] = ()
    never_asked: tuple[str, ...] = ()
    settled: str = ""


class PartWritten(Step, frozen=True, kw_only=True, tag="part_written"):
    """A statement of the report, under a heading, and the entries or steps it cites."""

    heading: str
    words: str
    cites: tuple[str, ...] = ()
