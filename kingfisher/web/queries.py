"""The rows in doubt as questions, agency by agency, so that each can be sent its own and nobody else's."""

from collections.abc import Mapping, Sequence
from typing import Any

from kingfisher.interchange.returns import Doubt
from kingfisher.web.words import several


def by_agency(doubts: Sequence[Doubt], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each agency with its questions, for `downloads/queries.html`, in order of name."""
    agencies = {doubt.proposed.entry.agency for doubt in doubts}
    listed = []
    for slug in sorted(agencies, key=lambda one: names.get(one, one)):
        own = [doubt for doubt in doubts if doubt.proposed.entry.agency == slug]
        name = names.get(slug, slug.replace("_", " ").capitalize())
        listed.append(
            {
                "slug": slug,
                "name": name,
                "label": f"Queries for {name}",
                "how_many": several(len(own), "question"),
                "rows": [_row(doubt) for doubt in own],
            }
        )
    return listed


def _row(doubt: Doubt) -> dict[str, str]:
    source = doubt.proposed.entry.source
    place = doubt.proposed.place
    return {
        "file": place.file,
        "place": place.locator,
        "passage": source.passage if source and source.passage else " | ".join(filter(None, doubt.proposed.cells)),
        "ask": doubt.ask,
    }
