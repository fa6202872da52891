"""The people of a record: who they are, to whom they belong, who works with them; adding someone."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kingfisher.records.access import Act, decide, family_for
from kingfisher.records.actions.people import add_person, relate
from kingfisher.records.chronologies import family_value
from kingfisher.timeline.dates import When
from kingfisher.timeline.people import Family, Person, age_on
from kingfisher.web.children import born_words
from kingfisher.web.forms.people import NewMember
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.policy import policy
from kingfisher.web.words import TIE_WORDS, in_list


@policy("see family")
@require_http_methods(["GET", "HEAD", "POST"])
def of_family(request: HttpRequest, ref: str) -> HttpResponse:
    """Everyone of the record, and a form to add someone for those who may."""
    record = family_for(reader(request), ref, Act.SEE, today())
    family = family_value(record)
    listed = [(person.id, person.label) for person in family.people]
    may_add = decide(reader(request), Act.RECORD_PERSON, record, today())
    form = NewMember(request.POST if request.method == "POST" else None, people=listed) if may_add else None
    if form and form.is_valid():
        person_id = add_person(
            by=reader(request), family=record, person=form.person(), is_child=form.cleaned_data["part"] == "child"
        )
        if tie := form.relationship(person_id):
            relate(by=reader(request), family=record, relationship=tie)
        messages.success(request, f"{form.cleaned_data['name']} is now in the record.")
        return redirect("people", ref)
    context = framed(
        record,
        "people",
        "People",
        form=form,
        people=[_shown(person, family) for person in family.people],
        practitioners=[f"{one.name}, {one.role}" for one in family.practitioners],
    )
    return render(request, "people/people.html", context, status=422 if form and form.errors else 200)


def _shown(person: Person, family: Family) -> dict[str, Any]:
    return {
        "label": person.label,
        "is_child": person.id in family.children,
        "born": born_words(person) or "Not recorded",
        "age": "" if person.died else age_on(person, When.day(today())),
        "aliases": ", ".join(person.aliases),
        "ties": _ties(person.id, family),
    }


def _ties(person_id: str, family: Family) -> list[str]:
    """What they are to others, those of one kind and time together: "Parent of Riley and Poppy"."""
    together: dict[tuple[str, str], list[str]] = {}
    for tie in family.relationships:
        if tie.person == person_id:
            since = f" from {tie.since.words}" if tie.since else ""
            until = f" to {tie.until.words}" if tie.until else ""
            together.setdefault((TIE_WORDS[tie.kind].capitalize(), since + until), []).append(family.label(tie.of))
    return [f"{kind} of {in_list(others)}{time}" for (kind, time), others in together.items()]
