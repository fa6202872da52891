"""Every page says who may open it. A route whose page says nothing fails a test that walks them all.

The policy is what the page proves through `records.access` before it shows anything; the decorator makes sure that
someone is signed in, that nothing is kept by the browser, and that a refusal is a page with a sentence and what to do.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from kingfisher.records.access import AccessRefused

type Page = Callable[..., HttpResponse]

# What a page may declare: the name, and what someone must be to open it.
POLICIES = {
    "anyone": "anyone, signed in or not",
    "private address": "a diary program that was given a practitioner's private address; what it reads has no names",
    "signed in": "any practitioner whose account is in use; the page shows only what is theirs",
    "see family": "someone in the family's network, or on the panel of an open review of it",
    "change family": "someone who may write in the family's record",
    "take out": "someone who may take a copy of what they see of the family; who has it is written down",
    "answer question": "someone an open question concerns: of an agency it is asked of, the family's lead, the panel",
    "see receipts": "the family's lead, or someone on the panel of an open review of it",
    "review family": "someone on the panel of an open review of the family",
    "see review": "someone on the panel of the review, while it is open",
    "open review": "someone who works for the partnership, of families whose record they may open",
    "choose panel": "someone who works for the partnership and is on the review's panel",
    "record review": "someone on the panel of the review, while it is open; what they record stays",
    "in the audit": "someone with a part in the audit, while it is open; each page says which part",
    "for the partnership": "someone who works for the partnership; figures only, no family's record",
    "send in": "someone who may send in and settle an agency's return",
}

NOT_SIGNED_IN = ("anyone", "private address")


def policy(name: str) -> Callable[[Page], Page]:
    """Declare who may open a page, by one of `POLICIES`. Raises `KeyError` at import for a policy nobody defined."""
    POLICIES[name]

    def declare(page: Page) -> Page:
        @wraps(page)
        def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            try:
                return page(request, *args, **named)
            except AccessRefused as refusal:
                return refused(request, str(refusal))

        opened = guarded if name in NOT_SIGNED_IN else login_required(guarded)
        kept = never_cache(opened)
        kept.policy = name  # type: ignore[attr-defined]
        return kept

    return declare


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    """The page that answers "why can't I see this?", the same whether the thing is not theirs or is not there."""
    return render(request, "front_door/refused.html", {"reason": reason}, status=404)
