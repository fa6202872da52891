"""One row taken apart once: its title, account, outcome and source, and every phrase met in them."""

import re
from functools import lru_cache
from typing import Any

import yaml

from kingfisher.interchange.returns.agency_words import HERE, Spoken
from kingfisher.interchange.returns.kind_by_words import by_title, text_cues
from kingfisher.interchange.returns.outcomes_suggested import outcome_cues
from kingfisher.interchange.returns.row_words import Met, Phrases, RowText, Word, role_of, words_of
from kingfisher.timeline.agency_sorts import Sort, sort_of

LONG_TITLE = 70  # characters: a longer "event" is the account itself, not the name of an event
SHORT_SOURCE = 30  # characters: a longer source lists who was there
_ASIDE = re.compile(r"\(\s*not [^)]*\)", re.IGNORECASE)


@lru_cache(1)
def _cues() -> dict[str, list[str]]:
    raw: dict[str, Any] = yaml.safe_load((HERE / "words_of_accounts.yaml").read_text(encoding="utf-8"))
    outcomes = {f"outcome:{name}": phrases for name, phrases in raw.pop("outcome").items()}
    return {**outcomes, **raw}


@lru_cache(1)
def account_phrases() -> Phrases:
    """Everything looked for in an account's words, whoever the family."""
    return Phrases({**_cues(), **text_cues()})


@lru_cache(1)
def short_phrases() -> Phrases:
    """Everything looked for in the short columns."""
    return Phrases(_cues())


@lru_cache(4096)
def _short_met(text: str) -> tuple[Met, ...]:
    return tuple(short_phrases().find(text, words_of(text)))


class Parts:
    """A row's columns by what they are for, with the phrases met in each; `coded` says which code was read how."""

    def __init__(self, row: RowText, spoken: Spoken) -> None:
        roles: dict[str, str] = {}
        for heading, said in row.named.items():
            role = role_of(heading)
            if role and said and role not in roles:
                roles[role] = said.strip()
        self.row, self.roles, self.coded = row, roles, ""
        self.sort: Sort = sort_of(row.agency)
        self.text = row.text.strip()
        named = roles.get("title", "")
        self.title = self._meaning(named, row.codes)
        if self.title != named and by_title(self.title, self.sort.name) is None:
            self.title, self.coded = named, ""  # the key's words say less to us than the short form
        if self.title == self.text or len(self.title) > LONG_TITLE:
            self.title = ""
        outcome = roles.get("outcome", "")
        self.outcome = "" if outcome in ("-", self.text) else self._meaning(outcome, row.codes)
        self.source = roles.get("source", "")
        self.words: list[Word] = words_of(self.text)
        self.met = account_phrases().find(self.text, self.words)
        self.people_met = spoken.phrases.find(self.text, self.words)
        self.title_met = list(_short_met(self.title))
        self.title_people = spoken.phrases.find(self.title, words_of(self.title)) if self.title else []
        source = self.source if len(self.source) < SHORT_SOURCE else ""
        self.source_people = spoken.phrases.find(source, words_of(source)) if source else []
        self.outcome_met = list(_short_met(self.outcome)) if self.outcome else []

    def _meaning(self, text: str, codes: dict[str, str]) -> str:
        meaning = codes.get(text.strip()) if codes else None
        if meaning is None:
            return text
        self.coded += f"{text} is {meaning} in the file's own key. "
        return _ASIDE.sub("", meaning).strip()

    def has(self, cue: str) -> Met | None:
        """The first place in the account or title where the cue is met."""
        return next((m for m in (*self.met, *self.title_met) if m.cue == cue), None)

    def first_sentence(self) -> int:
        """How many words the first sentence has."""
        return next((n for n, word in enumerate(self.words) if word.plain in ".;!?"), len(self.words))


__all__ = ["Parts", "outcome_cues"]
