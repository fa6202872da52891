"""Who works with whom as a table: a practitioner to a row, a blank said as a blank, with where to record it."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from kingfisher.practice.network import Covering, Network, Works, network
from kingfisher.web.drawings.pictures import Subject
from kingfisher.web.words import agency_name, in_list

NOT_RECORDED = "Not recorded"


def network_rows(subject: Subject, ref: str) -> list[dict[str, Any]]:
    """Each practitioner's part on the day: role, whom it covers, how often, where, last saw, if declined, if away."""
    shown = network(subject.chronology, subject.as_at)
    return [_row(one, shown, subject, ref) for one in shown.works]


def _row(one: Works, shown: Network, subject: Subject, ref: str) -> dict[str, Any]:
    names = {person.id: person.name for person in shown.people}
    said = {covering.covers for covering in one.coverings}
    whom = "" if None in said or not said else in_list([names[each] for each in one.covers]) or "None of these"
    away = f"{one.away}; cover: {one.cover or 'not recorded'}" if one.away else one.cover or ""
    cells = (
        ("Role", one.role or ""),
        ("Works with", whom),
        ("How often", one.frequency or ""),
        ("Where", one.place or ""),
        ("Last saw", _last_saw(one, shown)),
        ("If declined", one.if_declined or ""),
        ("If away", away),
    )
    about = {"practitioner": one.id} if one.id in _listed(subject) else {"role": one.role or ""}
    part = f"{reverse('change_drawn', args=[ref, 'part'])}?{urlencode(about)}"
    away_form = f"{reverse('change_drawn', args=[ref, 'away'])}?{urlencode(about)}"
    where = {"If away": away_form if "practitioner" in about else "", "Last saw": ""}
    return {
        "name": one.name if one.state == "open" else f"{one.name} ({one.state})",
        "agency": agency_name(one.agency, subject.names),
        "cells": [
            {"head": head, "words": words or NOT_RECORDED, "blank": not words, "href": where.get(head, part)}
            for head, words in cells
        ],
    }


def _listed(subject: Subject) -> set[str]:
    return {one.id for one in subject.chronology.family.practitioners}


def _last_saw(one: Works, shown: Network) -> str:
    """Each child by name: those the practitioner saw or whom the role covers; then those of whom only the agency is
    recorded to have seen them."""
    children = {person.id: person.name for person in shown.people if person.is_child}
    cells = [cell for cell in one.coverings if cell.person in children and (cell.covers or cell.last_saw)]
    theirs = "; ".join(f"{children[cell.person]}: {_day(cell)}" for cell in cells if not cell.by_agency)
    agencys = "; ".join(f"{children[cell.person]}: {_day(cell)}" for cell in cells if cell.by_agency)
    parts = [theirs, f"By the agency, not recorded who: {agencys}" if agencys else ""]
    return ". ".join(part for part in parts if part)


def _day(cell: Covering) -> str:
    return cell.last_saw.words if cell.last_saw else "no sighting recorded"
