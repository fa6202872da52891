"""From when is it asked, and has it closed? One way of saying both, for questions about decisions and promises."""

from collections.abc import Iterable
from datetime import date, timedelta

from kingfisher.questions.picture import Picture
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import said

OLD = "It is long ago, and the child is on no plan."


def concluded(
    picture: Picture,
    *,
    about: tuple[str, ...],
    rests_on: tuple[str, ...],
    since: date,
    sentence: str,
    settles: str,
    addressed_to: Iterable[str],
    closings: Iterable[tuple[date, str]] = (),
    ask_agency: str | None = None,
    latest: date | None = None,
) -> Standing:
    """The standing of one set of facts that is asked about from `since` (inclusive) until the first closing.

    `closings` are days and reasons; one on or before `since` means that it was never asked. Days after the picture's
    own are left out. Past `asked_for.days` and any plan of the children, it closes as old.
    """
    known_closings = [one for one in closings if one[0] <= picture.as_at]
    if since > picture.as_at and not known_closings:
        last = since - timedelta(days=1)
        because = f"It is not asked before {said(since)}."
        return Standing(about=about, rests_on=rests_on, because=because, holds_until=last)
    until = picture.asked_until(about, since)
    if until and until < picture.as_at:
        known_closings.append((until + timedelta(days=1), OLD))
    settled, because = min(known_closings, default=(None, ""))
    return Standing(
        about=about,
        rests_on=rests_on,
        since=since,
        sentence=sentence,
        settles=settles,
        addressed_to=tuple(dict.fromkeys(addressed_to)),
        ask_agency=ask_agency,
        because=because,
        settled=settled if settled and settled > since else None,
        holds_until=None if because else until,
        latest=latest,
    )


def capital(words: str) -> str:
    """The words with their first letter large, to begin a sentence."""
    return words[:1].upper() + words[1:]
