"""The three who walk a rapid review, and how each records a step of it."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from kingfisher.records.models import Family
from tests.browser.people_at_work import Check, Within, fill, said_so

MAIN_PAGES = ("", "/returns", "/at-work", "/people", "/learning", "/report", "/steps", "/panel")


@dataclass
class Walk:
    """The three, the family, and the review once it is open."""

    manager: Page
    reviewer: Page
    police: Page
    family: Family
    check: Check
    review: str = ""
    looked_at: set[str] = field(default_factory=set)

    def record(self, page: Page, kind: str, told: dict[str | Within, Any]) -> None:
        """Open the form of a step, look that it is for everyone, fill it in and send it."""
        page.goto(f"/reviews/{self.review}/record/{kind}")
        if kind not in self.looked_at:
            self.check(page)
        self.looked_at.add(kind)
        fill(page, told)
        page.get_by_role("button", name="Record it").click()
        said_so(page, "Recorded")

    def at(self, page: Page, address: str = "") -> Page:
        """A page of the review: each is looked at while it is empty, and again at the end."""
        page.goto(f"/reviews/{self.review}{address}")
        return page
