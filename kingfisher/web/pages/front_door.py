"""Signing in and out."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from kingfisher.web.forms.signing_in import SignIn
from kingfisher.web.policy import policy


@policy("anyone")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in; in the demonstration the ready practitioners are listed, each with their password."""
    form = SignIn(request.POST) if request.method == "POST" else SignIn()
    if request.method == "POST" and form.is_valid() and form.practitioner:
        login(request, form.practitioner)
        return redirect(_next(request))
    ready = getattr(settings, "READY_PRACTITIONERS", ()) if settings.DEMO else ()
    return render(
        request, "front_door/sign_in.html", {"form": form, "ready": ready}, status=422 if form.is_bound else 200
    )


def _next(request: HttpRequest) -> str:
    """Where they were going, if that is here; otherwise their families."""
    wanted = request.GET.get("next", "")
    here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if here else "families"


@policy("anyone")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and forget the session."""
    logout(request)
    return redirect("sign_in")
