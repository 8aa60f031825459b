"""One standard: evidence, claim, confirmation, dispute, "not met"; and the evidence itself."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.uploads import forget, keep, owner
from coprod.trail.models import Row
from programmes.programme.policies import may_see_names, partner_of, people_seen_by
from programmes.programme.telling import named, tell
from programmes.stages.actions.answering import (
    add_evidence,
    claim_standard,
    confirm_standard,
    dispute_standard,
    record_not_met,
    withdraw_claim,
    withdraw_evidence,
)
from programmes.stages.forms import KINDS, NONE_NEW, ClaimForm, DisputeForm, EvidenceForm, NotMetForm
from programmes.stages.lifecycles import ANSWER, AnswerState
from programmes.stages.models import Answer, Evidence, Stage
from programmes.stages.policies import (
    may_claim,
    may_confirm,
    may_dispute,
    may_read_answer,
    may_see_evidence,
    may_withdraw_claim,
    may_withdraw_evidence,
)
from programmes.stages.proofs import PROVEN, speaks, what_is_missing
from programmes.stages.showing import BESIDE_A_STANDARD, TONES, remark_on
from programmes.stages.telling import UNTOLD
from programmes.stages.views.doors import the_answer, the_evidence


@allowed(may_read_answer, find=the_answer)
def standard(request: HttpRequest, answer: Answer) -> HttpResponse:
    stage, user = answer.stage, request.user
    here = Stage.objects.filter(pk=stage.pk)
    missing = what_is_missing(here, day_of(now()), [stage.code])[stage.pk][answer.code] if answer.code in PROVEN else []
    evidence = list(answer.evidence.select_related("added_by", "witness", "withdrawn_by").order_by("added_at", "pk"))
    names, me = bool(may_see_names(user, stage.programme)), partner_of(user)
    for piece in evidence:
        piece.answer = answer
        piece.who = named(piece.added_by, names=names or piece.added_by == me)
        piece.may_see, piece.may_withdraw = may_see_evidence(user, piece), may_withdraw_evidence(user, piece)
    shown_by_records = not missing and speaks(answer.code, here, day_of(now()))
    offers = set(ANSWER.offers(answer.state))
    for_lay = "dispute" in offers or (shown_by_records and answer.state == AnswerState.UNANSWERED)
    disputes = list(answer.disputes.select_related("by", "claimed_by").order_by("at", "pk"))
    for dispute in disputes:
        dispute.who = named(dispute.by, names=names or dispute.by == me, role=dispute.role)
    who = {field: named(person, names=names or person == me) for field, person in (
        ("claimed", answer.claimed_by), ("confirmed", answer.confirmed_by), ("not_met", answer.not_met_by))}
    rows = Row.objects.filter(subject__in=[answer.ref, *(p.ref for p in evidence), *(d.ref for d in disputes)]).order_by("number")
    return render(request, "programmes/stages/standard.html", {
        "answer": answer, "standard": answer.standard, "remark": remark_on(answer), "stage": stage, "programme": stage.programme,
        "missing": missing, "shown_by_records": shown_by_records, "evidence": evidence, "disputes": disputes, "who": who,
        "state": (answer.state, answer.get_state_display(), TONES[answer.state]),
        "may_claim": may_claim(user, answer) if "claim" in offers else None,
        "may_confirm": may_confirm(user, answer) if for_lay and answer.state != AnswerState.MET else None,
        "may_dispute": may_dispute(user, answer) if for_lay else None,
        "may_not_met": may_claim(user, answer) if "record_not_met" in offers else None,
        "may_withdraw": may_withdraw_claim(user, answer) if answer.state == AnswerState.CLAIMED else None,
        "may_add": may_claim(user, answer), "beside": [say(user, answer, names=names) for say in BESIDE_A_STANDARD],
        "history": tell((row for row in rows if (row.kind, row.move) not in UNTOLD), names=names)})


def _is_valid(form: EvidenceForm) -> bool:
    """Whether all is well. If not, a file that came along is kept, so that it need not be chosen again."""
    note = form.data.get("kept", "")
    if form.is_valid():
        forget(note)
        return True
    if file := form.cleaned_data.get("file"):
        form.carry(keep(file, owner=form.owner))
        forget(note)
    return False


def _choose_kind(request: HttpRequest, answer: Answer, *, title: str, has_evidence: bool = False) -> HttpResponse:
    """The page before: what kind of evidence shows it? Each kind is a link, so that the next page asks only for its own."""
    return render(request, "programmes/stages/kind.html", {
        "answer": answer, "title": title, "section": answer.stage.title(), "has_evidence": has_evidence, "none_new": NONE_NEW,
        "kinds": [(kind, Evidence.Kind(kind).label) for kind in KINDS]})


@allowed(may_claim, find=the_answer)
def standard_claim(request: HttpRequest, answer: Answer) -> HttpResponse:
    title, kind = _("Claim that %(code)s is met") % {"code": answer.code}, request.POST.get("kind") or request.GET.get("kind")
    has_evidence = bool(answer.shown) or answer.evidence.standing().exists()
    if request.method == "POST" and not kind and has_evidence:
        kind = NONE_NEW
    if kind not in KINDS and not (kind == NONE_NEW and has_evidence):
        return _choose_kind(request, answer, title=title, has_evidence=has_evidence)
    form = ClaimForm(request.POST or None, request.FILES or None, kind=kind, initial={"claim": answer.claim},
                     people=people_seen_by(request.user, on=day_of(now())), owner=owner(request.user))
    if request.method == "POST" and _is_valid(form):
        claim_standard(answer, by=request.user.partner, at=now(), text=form.cleaned_data["claim"], evidence=form.evidence())
        messages.success(request, _("It is claimed. It counts once a lay partner has confirmed it."))
        return redirect(answer)
    return ask(request, form, title=title, section=answer.stage.title(), back=answer, submit=_("Claim it"),
               intro=answer.standard.question)


@require_POST
@allowed(may_confirm, find=the_answer)
def standard_confirm(request: HttpRequest, answer: Answer) -> HttpResponse:
    confirm_standard(answer, by=request.user.partner, at=now())
    messages.success(request, _("Thank you. Standard %(code)s is met, because you confirmed it.") % {"code": answer.code})
    return redirect(answer.stage)


@allowed(may_dispute, find=the_answer)
def standard_dispute(request: HttpRequest, answer: Answer) -> HttpResponse:
    form = DisputeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        dispute_standard(answer, by=request.user.partner, at=now(), because=form.cleaned_data["because"])
        messages.success(request, _("Thank you. Your “no” is recorded, and those who must answer are being told."))
        return redirect(answer)
    return ask(request, form, title=_("Say no to %(code)s") % {"code": answer.code}, section=answer.stage.title(), back=answer,
               submit=_("Say no"), intro=answer.standard.question)


@allowed(may_claim, find=the_answer)
def standard_not_met(request: HttpRequest, answer: Answer) -> HttpResponse:
    form = NotMetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        record_not_met(answer, by=request.user.partner, at=now(), because=form.cleaned_data["because"])
        messages.success(request, _("It is recorded as not met. The stage can close with this gap, listed for all to see."))
        return redirect(answer)
    return ask(request, form, title=_("Record that %(code)s is not met") % {"code": answer.code}, section=answer.stage.title(), back=answer,
               submit=_("Record it"), intro=answer.standard.question)


@require_POST
@allowed(may_withdraw_claim, find=the_answer)
def standard_withdraw(request: HttpRequest, answer: Answer) -> HttpResponse:
    withdraw_claim(answer, by=request.user.partner, at=now())
    messages.success(request, _("Your claim is taken back. The evidence stays."))
    return redirect(answer)


@allowed(may_claim, find=the_answer)
def evidence_add(request: HttpRequest, answer: Answer) -> HttpResponse:
    title, kind = _("Add evidence for %(code)s") % {"code": answer.code}, request.POST.get("kind") or request.GET.get("kind")
    if kind not in KINDS:
        return _choose_kind(request, answer, title=title)
    form = EvidenceForm(request.POST or None, request.FILES or None, kind=kind, owner=owner(request.user),
                        people=people_seen_by(request.user, on=day_of(now())))
    if request.method == "POST" and _is_valid(form):
        add_evidence(answer, by=request.user.partner, at=now(), **form.evidence())
        messages.success(request, _("The evidence is kept."))
        return redirect(answer)
    return ask(request, form, title=title, section=answer.stage.title(), back=answer, submit=_("Add it"),
               intro=answer.standard.question)


@allowed(may_see_evidence, find=the_evidence)
def evidence(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    """The file itself, as an attachment. Every request asks again who may see it; a copied link opens nothing."""
    if evidence.kind != Evidence.Kind.FILE or evidence.withdrawn_at:
        raise Http404
    response = FileResponse(evidence.file.open("rb"), as_attachment=True, filename=evidence.file_name, content_type=evidence.content_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_POST
@allowed(may_withdraw_evidence, find=the_evidence)
def evidence_withdraw(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    withdraw_evidence(evidence, by=request.user.partner, at=now())
    messages.success(request, _("The evidence is withdrawn. That it was there stays on record."))
    return redirect(evidence.answer)
