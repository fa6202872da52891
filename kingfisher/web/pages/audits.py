"""Audits: those one has a part in, opening one, choosing readers, reading blind, and what follows the readings."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kingfisher.agencies.models import Practitioner
from kingfisher.practice.audits.instruments import Instrument, standard_instruments
from kingfisher.practice.audits.standing import actions, changes, readers, readings_for
from kingfisher.practice.audits.steps import ActionSeen, AuditOpened, AuditStep, ChangeDecided, Moderated
from kingfisher.practice.children import children
from kingfisher.practice.steps import Steps
from kingfisher.records.access import Act, audit_for, audits_for, decide, family_for, prove
from kingfisher.records.acting import NotNow
from kingfisher.records.actions.audits import (
    allocate,
    appoint,
    close_audit,
    hand_in,
    latest_day_of,
    open_audit,
    outside,
    parts_of,
    record_audit_step,
)
from kingfisher.records.actions.drafts import discard_draft
from kingfisher.records.batch_page import agencies_to_choose
from kingfisher.records.chronologies import family_value
from kingfisher.records.learning import audit_again, audit_steps, entries_named, seals_of
from kingfisher.records.models import Audit, AuditPart
from kingfisher.timeline.dates import said
from kingfisher.web.audit_words import audit_shown, may_follow, names_of, side_by_side
from kingfisher.web.forms.audits import (
    AFTER_READING,
    Appoint,
    AuditStepForm,
    ChooseReader,
    CloseAudit,
    OpenAudit,
    Reading,
)
from kingfisher.web.pages.drafts import draft_of, resume
from kingfisher.web.pages.frame import reader, today
from kingfisher.web.policy import policy, refused


def _framed(audit: Audit, title: str, **more: Any) -> dict[str, Any]:
    trail = [("Audits", reverse("audits")), (audit.name, reverse("audit", args=[audit.ref]))]
    crumbs = [*trail[:1], (audit.name, "")] if title == audit.name else [*trail, (title, "")]
    return {"audit": audit, "page_title": title, "crumbs": crumbs, **more}


@policy("signed in")
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The open audits one has a part in, each with how far it has got."""
    listed = [
        {"audit": audit, **audit_shown(Steps(audit_steps(audit), today()), reader(request), today())}
        for audit in audits_for(reader(request), today()).select_related("family")
    ]
    return render(request, "audits/audits.html", {"audits": listed})


@policy("see family")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, ref: str) -> HttpResponse:
    """Open an audit of this family."""
    family = family_for(reader(request), ref, Act.SEE, today())
    prove(reader(request), Act.OPEN_AUDIT, None, today())
    value = family_value(family)
    young = {*children(value, today()), *value.children}
    form = OpenAudit(
        request.POST if request.method == "POST" else None,
        children=[(one.id, one.label) for one in value.people if one.id in young],
        agencies=[(slug, agency.name) for slug, agency in agencies_to_choose().items()],
        instruments=standard_instruments().values(),
        again_for=request.GET.get("again", ""),
    )
    if form.is_valid():
        try:
            told = form.cleaned_data["name"]
            audit = open_audit(by=reader(request), family=family, name=told, opened=form.opened(today()), at=today())
        except NotNow as not_so:
            form.add_error(None, str(not_so))
        else:
            messages.success(request, "The audit is open. Choose two readers from outside the team.")
            return redirect("audit", audit.ref)
    trail = [("Families", reverse("families")), (family.name, reverse("family", args=[ref])), ("Open an audit", "")]
    context = {"form": form, "crumbs": trail, "page_title": "Open an audit", "family": family}
    return render(request, "audits/new.html", context, status=422 if form.errors else 200)


@policy("in the audit")
@require_safe
def one(request: HttpRequest, ref: str) -> HttpResponse:
    """How far it has got, what is still to be done, and, once both are in, the two readings side by side."""
    audit = audit_for(reader(request), ref, Act.SEE, today())
    steps = Steps(audit_steps(audit), today())
    context = _framed(
        audit,
        audit.name,
        **audit_shown(steps, reader(request), today()),
        **_of_readings(request, audit, steps),
        may_convene=bool(decide(reader(request), Act.CONVENE, audit, today())),
        may_read=bool(decide(reader(request), Act.HAND_IN, audit, today())),
        record=[
            {"text": AFTER_READING[name].title, "href": reverse("audit_record", args=[ref, name])}
            for name in may_follow(steps, parts_of(audit, reader(request)))
        ],
        people=names_of(family_value(audit.family)),
    )
    return render(request, "audits/audit.html", context)


def _of_readings(request: HttpRequest, audit: Audit, steps: Steps) -> dict[str, Any]:
    """The readings and later looks with the entries they name as people say them, the seals, the audit that follows."""
    ids = [
        *(name for one in readings_for(steps, reader(request).pk) for each in one.judgements for name in each.entries),
        *(name for one in actions(steps) if one.seen for name in one.seen.entries),
    ]
    names, seals = entries_named(reader(request), audit, ids, today()), seals_of(audit)
    return {
        "seals": [(one.name, seals[account]) for account, one in readers(steps).items() if account in seals],
        "rows": side_by_side(steps, reader(request), lambda ids: [_entry(audit, one, names) for one in ids]),
        "actions": [
            {
                "agreed": one.agreed,
                "seen": one.seen,
                "entries": [_entry(audit, each, names) for each in (one.seen.entries if one.seen else ())],
            }
            for one in actions(steps)
        ],
        "followed_by": audit_again(audit),
    }


def _entry(audit: Audit, entry: str, names: Mapping[str, str]) -> dict[str, str]:
    """An entry as a link, where the reader may see it."""
    href = reverse("entry", args=[audit.family.ref, entry]) if entry in names else ""
    return {"words": names.get(entry, "an entry that you may not see"), "href": href}


@policy("in the audit")
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, ref: str) -> HttpResponse:
    """Close it on a day, once nothing of it is unfinished."""
    audit = audit_for(reader(request), ref, Act.CONVENE, today())
    form = CloseAudit(request.POST if request.method == "POST" else None, today=today())
    if form.is_valid():
        try:
            close_audit(by=reader(request), audit=audit, on=form.cleaned_data["day"], at=today())
        except NotNow as not_so:
            form.add_error(None, str(not_so))
        else:
            messages.success(request, f"{audit.name} closes at the end of {said(form.cleaned_data['day'])}.")
            return redirect("audits")
    lede = (
        "After its last day nobody reads it, and its readers no longer read the family’s record by it. What is "
        "recorded stays, and its themes and the readers’ agreement are counted. It stays open while a change is not "
        "answered, an action is not found in the record, or an inadequate plan is not audited again."
    )
    context = _framed(audit, "Close the audit", form=form, lede=lede, act="Close the audit")
    return render(request, "audits/form.html", context, status=422 if form.errors else 200)


@policy("in the audit")
@require_http_methods(["GET", "HEAD", "POST"])
def choose_reader(request: HttpRequest, ref: str) -> HttpResponse:
    """Give someone from outside the team the first or the second reading."""
    audit = audit_for(reader(request), ref, Act.CONVENE, today())
    fit = outside(audit)
    form = ChooseReader(request.POST if request.method == "POST" else None, people=_listed(fit))
    if form.is_valid():
        told = form.cleaned_data
        try:
            allocate(
                by=reader(request),
                audit=audit,
                who=_chosen(fit, told["who"]),
                place=int(told["place"]),
                independence=told["independence"],
                at=today(),
            )
        except NotNow as not_so:
            form.add_error("who", str(not_so))
        else:
            messages.success(request, f"{_chosen(fit, told['who']).name} reads. They find it under Audits.")
            return redirect("audit", ref)
    context = _framed(audit, "Choose a reader", form=form, act="Give them the reading")
    return render(request, "audits/form.html", context, status=422 if form.errors else 200)


@policy("in the audit")
@require_http_methods(["GET", "HEAD", "POST"])
def choose_other(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask someone not involved to moderate, or to decide on a recommended change."""
    audit = audit_for(reader(request), ref, Act.CONVENE, today())
    fit = outside(audit)
    form = Appoint(request.POST if request.method == "POST" else None, people=_listed(fit))
    if form.is_valid():
        told = form.cleaned_data
        try:
            who = _chosen(fit, told["who"])
            appoint(by=reader(request), audit=audit, who=who, part=AuditPart.Part(told["part"]), at=today())
        except NotNow as not_so:
            form.add_error("who", str(not_so))
        else:
            messages.success(request, f"{who.name} is asked. They find it under Audits.")
            return redirect("audit", ref)
    context = _framed(audit, "Ask someone else", form=form, act="Ask them")
    return render(request, "audits/form.html", context, status=422 if form.errors else 200)


def _listed(people: list[Practitioner]) -> list[tuple[str, str]]:
    return [(str(one.pk), one.label) for one in people]


def _chosen(people: list[Practitioner], pk: str) -> Practitioner:
    return next(one for one in people if str(one.pk) == pk)


@policy("in the audit")
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, ref: str) -> HttpResponse:
    """One's own reading, alone with the record: nothing of the other reader's is on this page."""
    audit = audit_for(reader(request), ref, Act.HAND_IN, today())
    steps = Steps(audit_steps(audit), today())
    instrument = _instrument(steps)
    form = Reading(request.POST if request.method == "POST" else None, instrument=instrument)
    draft = None if request.method == "POST" else draft_of(request, audit, "reading")
    if draft:
        resume(form, draft.fields)
    if form.is_valid():
        form.refuse_unknown(entries_named(reader(request), audit, form.named(), today()))
    if form.is_valid():
        told = form.cleaned_data
        try:
            hand_in(
                by=reader(request),
                audit=audit,
                judgements=form.judgements(),
                grade=told["overall"],
                themes=told["themes"],
                strengths=told["strengths"],
                at=today(),
            )
        except NotNow as not_so:
            form.add_error(None, str(not_so))
        else:
            discard_draft(by=reader(request), of=audit, form="reading")
            seal = seals_of(audit)[reader(request).pk].words
            messages.success(request, f"Your reading is in. It stays as it is. Its seal is {seal}: write it down.")
            return redirect("audit", ref)
    context = _framed(audit, "Your reading", form=form, instrument=instrument, act="Hand in the reading")
    context |= {"draft": draft, "form_name": "reading"}
    return render(request, "audits/read.html", context, status=422 if form.errors else 200)


def _instrument(steps: Steps) -> Instrument:
    opened = steps.last(AuditOpened)
    assert opened is not None
    return standard_instruments()[opened.instrument, opened.instrument_version]


@policy("in the audit")
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, ref: str, what: str) -> HttpResponse:
    """Record what follows the readings: one form for each sort."""
    audit = audit_for(reader(request), ref, Act.RECORD_STEP, today())
    if what not in AFTER_READING:
        return refused(request, "There is no such step of an audit.")
    steps = Steps(audit_steps(audit), today())
    form = _after(request, what, steps)
    draft = None if request.method == "POST" else draft_of(request, audit, what)
    if draft:
        resume(form, draft.fields)
    if request.method == "POST" and form.is_valid():
        try:
            record_audit_step(by=reader(request), audit=audit, step=_step(request, audit, form), at=today())
        except NotNow as not_so:
            form.add_error(None, str(not_so))
        else:
            discard_draft(by=reader(request), of=audit, form=what)
            messages.success(request, f"Recorded: {form.title[:1].lower()}{form.title[1:]}.")
            return redirect("audit", ref)
    context = _framed(audit, form.title, form=form, lede=form.lede, act="Record it")
    context |= {"draft": draft, "form_name": what}
    return render(request, "audits/form.html", context, status=422 if form.errors else 200)


def _after(request: HttpRequest, what: str, steps: Steps) -> AuditStepForm:
    undecided = what == "decide"
    choices = {
        "changes": [
            (one.id, one.recommended.what)
            for one in changes(steps)
            if one.is_open and (one.decided is None) == undecided
        ],
        "actions": [(one.id, one.agreed.what) for one in actions(steps) if one.seen is None],
    }
    more: dict[str, Any] = {"today": today(), "choices": choices}
    if what == "moderate":
        more["grades"] = [(grade, grade.capitalize()) for grade in _instrument(steps).overall]
    return AFTER_READING[what](request.POST if request.method == "POST" else None, **more)


def _step(request: HttpRequest, audit: Audit, form: AuditStepForm) -> AuditStep:
    """What was typed with what the page knows: who did it, and the last day of the entries named."""
    who = reader(request)
    if form.kind is Moderated:
        return form.step(by=who.label, judgements=())
    if form.kind is ChangeDecided:
        return form.step(decided_by=who.label, account=who.pk, team=who.team.name if who.team else "")
    if form.kind is ActionSeen:
        last = latest_day_of(audit.family, form.cleaned_data["entries"])
        if last is None:
            raise NotNow("One of these is no entry of this family's record. Check the ids on the entries' own pages.")
        return form.step(latest_entry=last)
    return form.step()
