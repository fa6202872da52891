"""What is agreed here, as questions, forms and lists use it: names, levels of need, stages of escalation, sharing.

One that is empty is how Kingfisher comes: nothing agreed, and everything called what it is called everywhere.
"""

import re
from datetime import date

import msgspec

from kingfisher.practice.clock import Clock
from kingfisher.practice.timescales import Limit
from kingfisher.questions.own_rules import Level, LocalName, Rule, Sharing, Stage
from kingfisher.questions.question import ANSWERED, NotAsking, Question

_QUOTED = re.compile(r'("[^"]*"|“[^”]*”)')


class Local(msgspec.Struct, frozen=True, kw_only=True):
    """What a partnership agreed for itself beside its numbers. Each item from its first to its last day, inclusive."""

    escalation: tuple[Stage, ...] = ()
    threshold_document: tuple[Level, ...] = ()
    default_sharing: tuple[Sharing, ...] = ()
    local_names: tuple[LocalName, ...] = ()

    def stages_on(self, day: date) -> tuple[Stage, ...]:
        """The stages of escalation in force on the day, lowest first."""
        return tuple(sorted(latest_on(self.escalation, day), key=lambda one: one.stage))

    def levels_on(self, day: date) -> tuple[Level, ...]:
        """The levels of need in force on the day, lowest first."""
        return tuple(sorted(latest_on(self.threshold_document, day), key=lambda one: one.level))

    def level_words(self, level: int, day: date) -> str:
        """A level as it is said here: "level 3 (Family Help)"; without a name where none is in force on the day."""
        named = next((one.name for one in self.levels_on(day) if one.level == level), "")
        return f"level {level} ({named})" if named else f"level {level}"

    def sharing_of(self, kind: str, day: date) -> Sharing | None:
        """With whom an entry of the kind is shared unless its writer says otherwise; None where nothing is agreed."""
        return next((one for one in latest_on(self.default_sharing, day) if one.kind_of_entry == kind), None)

    def said_here(self, words: str, day: date) -> str:
        """The words with the names used here on the day; what stands in quotation marks was said by somebody and
        stays as it was said. Whole words only, in capitals or not."""
        names = sorted(latest_on(self.local_names, day), key=lambda one: -len(one.word))
        if not names or not words:
            return words
        wanted = re.compile(rf"\b(?:(an?) )?({'|'.join(re.escape(one.word) for one in names)})\b", re.I)
        say = {one.word.casefold(): one.say for one in names}
        parts = _QUOTED.split(words)
        parts[::2] = [
            wanted.sub(lambda found: _with_article(found[1], say[found[2].casefold()]), part) for part in parts[::2]
        ]
        return "".join(parts)


def _with_article(article: str | None, say: str) -> str:
    """The name, after "a" or "an" as it wants, where one stood before it."""
    if not article:
        return say
    fits = "an" if say[:1].casefold() in "aeio" else "a"
    return f"{fits.capitalize() if article[0].isupper() else fits} {say}"


def latest_on[R: Rule](rules: tuple[R, ...], day: date) -> tuple[R, ...]:
    """Those in force on the day; of several versions of one thing, the one that began last."""
    found: dict[str, R] = {}
    for rule in sorted((one for one in rules if one.in_force_on(day)), key=lambda one: one.start):
        found[rule.key] = rule
    return tuple(found.values())


def limit_of(stage: Stage) -> Limit:
    """The stage's time as a limit of local procedure."""
    return Limit(number=stage.within, unit=stage.unit, kind="local procedure", guidance=(stage.guidance,))


def named_here(question: Question, local: Local, day: date) -> Question:
    """The question in the names used here on the day: its title, sentence and what settles it."""
    if not local.local_names:
        return question
    return msgspec.structs.replace(
        question,
        title=local.said_here(question.title, day),
        sentence=local.said_here(question.sentence, day),
        settles=local.said_here(question.settles, day),
    )


def not_asked_here(one: NotAsking, local: Local, day: date) -> NotAsking:
    """Why a question is not asked, in the names used here on the day. An answer's own words stay as they were given."""
    if not local.local_names:
        return one
    told, colon, answered = one.because.partition(": ")
    because = local.said_here(told, day) + colon
    because += answered if told.startswith(ANSWERED) else local.said_here(answered, day)
    return msgspec.structs.replace(one, title=local.said_here(one.title, day), because=because)


def clock_named_here(clock: Clock, local: Local, day: date) -> Clock:
    """The clock in the names used here on the day: its title and what it says. Why it does not run stays as it was
    given."""
    if not local.local_names:
        return clock
    return msgspec.structs.replace(
        clock, title=local.said_here(clock.title, day), says=local.said_here(clock.says, day)
    )
