"""What narrows who may see an entry: kept with it when it is filed, read by `footing.py`.

Senders' handling codes are kept in the entry as sent; the label is what they come to here. P: may be shared. R, and any
word that says it must not be passed on: restricted to the sender and the review panel. Anything else, also what we do
not know: shown, once released, with its condition beside it.
"""

from collections.abc import Iterable

from kingfisher.timeline.entries import Entry

AGENCY_ONLY = "agency_only"
PERMITTED = "handling_P"
CONDITIONS = "handling_C"
RESTRICTED = "handling_R"
_RESTRICTING = frozenset({"NO", "NOT", "NEVER", "NONE", "CONFIDENTIAL", "SECRET", "SENSITIVE", "INTEL", "INTELLIGENCE"})
_PERMITTING = frozenset({"OFFICIAL", "YES", "Y", "OK", "OPEN", "NETWORK"})


def handling_label(codes: Iterable[str]) -> str:
    """What an entry's handling codes come to together; "" when there are none. The narrowest wins."""
    words = {word for code in codes for word in code.upper().replace("-", " ").split()}
    if not words:
        return ""
    if any(word.startswith("R") or word in _RESTRICTING for word in words):
        return RESTRICTED
    if all(word.startswith("P") or word in _PERMITTING for word in words):
        return PERMITTED
    return CONDITIONS


def labels_of(entry: Entry, labels: str = "") -> str:
    """The labels of an entry, those given and what its handling codes come to: sorted, between spaces.

    Labels given that come from handling codes only ever narrow: a correction cannot loosen what it corrects.
    """
    given = set(labels.split())
    handling = {handling_label(entry.handling), *(given & {PERMITTED, CONDITIONS, RESTRICTED})} - {""}
    narrowest = next((one for one in (RESTRICTED, CONDITIONS, PERMITTED) if one in handling), "")
    return f" {' '.join(sorted((given - handling | {narrowest}) - {''}))} "
