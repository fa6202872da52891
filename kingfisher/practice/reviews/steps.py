"""What may be recorded of a review itself: every step by name, apart from any child's record.

Steps are added and never changed: a correction is another step of the same kind that names the one it `corrects`.
Strings in tuples called `entries` are entries of the families' records; `families` are their refs.
"""

from kingfisher.practice.reviews.asked_and_given import (
    AnalysisGiven,
    DifferenceNoted,
    DocumentKept,
    EpisodeMarked,
    OwnLearning,
    PartWritten,
    QueryAnswered,
    QuerySent,
    ReturnReceived,
    ReturnRequested,
    ReturnSignedOff,
)
from kingfisher.practice.reviews.from_notice import (
    CriteriaDecided,
    HoldEnded,
    IncidentKnown,
    LatenessExplained,
    NoticeSent,
    PanelConsulted,
    PanelNamed,
    RapidReviewDone,
    RecordHeld,
    ReviewDecided,
    ReviewerAppointed,
    TermsSet,
)
from kingfisher.practice.reviews.learned import (
    ActionTaken,
    EarlierReview,
    EvidenceShown,
    LearningPoint,
    LookedAtAgain,
    Recommendation,
    RecommendationClosed,
)
from kingfisher.practice.reviews.people_heard import (
    AccountGiven,
    EventHeld,
    FamilyTold,
    LearnedThere,
    LetterSent,
    NameWished,
    ReflectionKept,
    ReplyCame,
)
from kingfisher.practice.reviews.sent_out import (
    CopiesDestroyed,
    CopySent,
    PackMade,
    Published,
    RetentionDecided,
    SignedOff,
)
from kingfisher.practice.reviews.step import STEP_VERSION, Step
from kingfisher.practice.steps import Recorded

__all__ = [
    "STEPS",
    "STEP_VERSION",
    "AccountGiven",
    "ActionTaken",
    "AnalysisGiven",
    "AnyStep",
    "CopiesDestroyed",
    "CopySent",
    "CriteriaDecided",
    "DifferenceNoted",
    "DocumentKept",
    "EarlierReview",
    "EpisodeMarked",
    "EventHeld",
    "EvidenceShown",
    "FamilyTold",
    "HoldEnded",
    "IncidentKnown",
    "LatenessExplained",
    "LearnedThere",
    "LearningPoint",
    "LetterSent",
    "LookedAtAgain",
    "NameWished",
    "NoticeSent",
    "OwnLearning",
    "PackMade",
    "PanelConsulted",
    "PanelNamed",
    "PartWritten",
    "Published",
    "QueryAnswered",
    "QuerySent",
    "RapidReviewDone",
    "Recommendation",
    "RecommendationClosed",
    "RecordHeld",
    "Recorded",
    "ReflectionKept",
    "ReplyCame",
    "RetentionDecided",
    "ReturnReceived",
    "ReturnRequested",
    "ReturnSignedOff",
    "ReviewDecided",
    "ReviewerAppointed",
    "SignedOff",
    "Step",
    "TermsSet",
]

AnyStep = (
    IncidentKnown
    | NoticeSent
    | CriteriaDecided
    | PanelConsulted
    | RapidReviewDone
    | ReviewDecided
    | TermsSet
    | PanelNamed
    | ReviewerAppointed
    | RecordHeld
    | HoldEnded
    | LatenessExplained
    | ReturnRequested
    | ReturnReceived
    | DocumentKept
    | QuerySent
    | QueryAnswered
    | AnalysisGiven
    | OwnLearning
    | ReturnSignedOff
    | EpisodeMarked
    | DifferenceNoted
    | PartWritten
    | EventHeld
    | LearnedThere
    | ReflectionKept
    | LetterSent
    | ReplyCame
    | AccountGiven
    | FamilyTold
    | NameWished
    | EarlierReview
    | LearningPoint
    | Recommendation
    | ActionTaken
    | EvidenceShown
    | RecommendationClosed
    | LookedAtAgain
    | PackMade
    | SignedOff
    | CopySent
    | Published
    | RetentionDecided
    | CopiesDestroyed
)
STEPS: dict[str, type[Step]] = {str(kind.__struct_config__.tag): kind for kind in Step.__subclasses__()}
