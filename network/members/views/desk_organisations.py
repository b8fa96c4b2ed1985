"""``/desk/organisations/``: what members wrote and the list does not have, and duplicates."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.members.forms.organisations import (
    AddOrganisationForm,
    MergeForm,
    PointToForm,
    RefuseForm,
)
from network.members.models import Profile, ProposalDecision
from network.members.organisations import merges, proposals
from network.members.organisations.duplicates import likely_duplicates
from network.members.roles import is_coordinator
from network.privacy.access_log import record_views
from network.taxonomy.merging import MergeRefused
from network.taxonomy.models import Organisation, OrganisationMerge
from network.taxonomy.organisations import label_of, search

SHOWN = 20
ALREADY = "This name has been decided on already. The list says how."
FORMS = {"add": AddOrganisationForm, "point": PointToForm, "refuse": RefuseForm}


def _coordinators_only(request: HttpRequest) -> None:
    """:raises Http404: for everybody but coordinators."""
    if not is_coordinator(request.user):
        raise Http404


@require_safe
@login_required
def organisations(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, what was not added, likely duplicates, and what was done last."""
    _coordinators_only(request)
    waiting, refused = proposals.proposals(), proposals.proposals(refused=True)
    _record(request, *waiting, *refused)
    context = {
        "waiting": waiting,
        "refused": refused,
        "duplicates": likely_duplicates(),
        "decisions": ProposalDecision.objects.select_related("organisation", "decided_by").order_by(
            "-decided_at", "-pk"
        )[:SHOWN],
        "merges": OrganisationMerge.objects.select_related("kept", "merged_by")[:SHOWN],
    }
    return render(request, "desk/organisations.html", context)


@require_safe
@login_required
def proposal(request: HttpRequest, code: str) -> HttpResponse:
    """One name: who wrote it, what in the list resembles it, and three ways to decide."""
    _coordinators_only(request)
    found = proposals.proposal_by_code(code)
    if found is None:
        messages.info(request, "This name has been decided on, or nobody writes it any more.")
        return redirect("desk_organisations")
    return _proposal_page(request, found)


@require_POST
@login_required
def decide_proposal(request: HttpRequest, code: str, action: str) -> HttpResponse:
    """Add the organisation, point to one of the list, or leave it out."""
    _coordinators_only(request)
    if action not in FORMS:
        raise Http404
    found = proposals.proposal_by_code(code)
    if found is None:
        messages.info(request, ALREADY)
        return redirect("desk_organisations")
    form = FORMS[action](request.POST)
    if not form.is_valid():
        return _proposal_page(request, found, failed={action: form})
    given = {"key": found.key, "actor": request.user, "now": timezone.now()}
    verbs = {"add": proposals.add, "point": proposals.point_to, "refuse": proposals.refuse}
    try:
        verbs[action](**given, **form.cleaned_data)
    except proposals.ProposalGone:
        messages.info(request, ALREADY)
    else:
        messages.success(request, f"Decided, and told to everybody who wrote “{found.name}”.")
    return redirect("desk_organisations")


def _proposal_page(
    request: HttpRequest, found: proposals.Proposal, failed: dict | None = None
) -> HttpResponse:
    _record(request, found)
    first: Profile = found.profiles[0]
    resembling = _resembling(found.name)
    forms = {
        "add": AddOrganisationForm(
            initial={"name": found.name, "nation": first.nation_id, "area": first.area_id or ""}
        ),
        "point": PointToForm(
            initial={"organisation": label_of(resembling[0]) if len(resembling) == 1 else ""}
        ),
        "refuse": RefuseForm(),
        **(failed or {}),
    }
    context = {"proposal": found, "resembling": resembling, "failed": bool(failed), **forms}
    return render(request, "desk/organisation_proposal.html", context)


def _record(request: HttpRequest, *shown: proposals.Proposal) -> None:
    """Both pages say who wrote the names."""
    people = [profile.user for proposal in shown for profile in proposal.profiles]
    if people:
        record_views(request, what="proposed_organisation", subjects=people, now=timezone.now())


def _resembling(name: str) -> list[Organisation]:
    """Organisations with all words of the name, else with its longest word."""
    return search(name) or search(max(name.split(), key=len))


@require_http_methods(["GET", "POST"])
@login_required
def merge(request: HttpRequest) -> HttpResponse:
    """Choose two, look at what points to both, confirm. GET never merges."""
    _coordinators_only(request)
    chosen = {name: request.GET.get(name, "") for name in ("keep", "duplicate")}
    form = MergeForm(
        request.POST if request.method == "POST" else None,
        initial={name: _label(slug) for name, slug in chosen.items()},
    )
    if request.method == "POST" and form.is_valid():
        keep, duplicate = form.cleaned_data["keep"], form.cleaned_data["duplicate"]
        return redirect("desk_organisations_merge_check", duplicate.pk, keep.pk)
    return render(request, "desk/organisation_merge.html", {"form": form})


@require_http_methods(["GET", "POST"])
@login_required
def check_merge(request: HttpRequest, duplicate: int, keep: int) -> HttpResponse:
    """What points to each of the two, and the button that makes them one; pressed twice, once."""
    _coordinators_only(request)
    rows = Organisation.objects.select_related("area", "nation", "parent").prefetch_related(
        "aliases"
    )
    if duplicate == keep:
        raise Http404
    two = rows.in_bulk([duplicate, keep])
    if len(two) < 2:
        messages.info(
            request, "One of the two is not in the list any more: they may be merged already."
        )
        return redirect("desk_organisations")
    goes, stays = two[duplicate], two[keep]
    if request.method == "POST":
        try:
            merges.merge(keep=stays, duplicate=goes, actor=request.user, now=timezone.now())
        except MergeRefused as refusal:
            messages.error(request, refusal.args[0])
            return redirect("desk_organisations_merge")
        messages.success(request, f"{goes.name} is part of {stays.name} now. Nothing is lost.")
        return redirect("desk_organisations")
    context = {
        "goes": goes,
        "stays": stays,
        "columns": [
            ("Goes", goes, merges.counts_of(goes)),
            ("Stays", stays, merges.counts_of(stays)),
        ],
    }
    return render(request, "desk/organisation_merge_check.html", context)


def _label(pk: str) -> str:
    if not pk.isdecimal() or len(pk) > 18:
        return ""
    organisation = Organisation.objects.select_related("area").filter(pk=int(pk)).first()
    return label_of(organisation) if organisation else ""
