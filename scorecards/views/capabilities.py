"""The capabilities of a partner: the result of a round."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from partners.models import Partner
from partners.views.page import moment_of, partner_or_404, partner_page_context
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from scorecards.calculations.capability_result import CapabilityResult
from scorecards.documents import capability_report
from scorecards.documents import capability_words as words
from scorecards.models import Assessment, QuestionSet
from scorecards.queries.capabilities import latest_of_rounds, question_sets_for, rounds_of
from scorecards.queries.capability_result import capability_result
from scorecards.views.capability_rows import Rows
from scorecards.views.peer_rows import capability_rows, note_of, with_peers

SUGGESTIONS, MOVES, VIEWS = 6, 8, 10


@require_safe
@requires(Permission.ASSESSMENT_VIEW)
def partner_capabilities(request: TenantRequest, tenant: str, partner_id: UUID) -> TemplateResponse:
    """The result of the round `?round=` of the set `?set=`; without them of the newest round with a score."""
    partner = partner_or_404(partner_id)
    rounds = list(rounds_of(partner))
    sets = list(question_sets_for(rounds))
    chosen = _chosen_set(request, sets, rounds)
    own = [each for each in rounds if chosen and each.question_set_id == chosen.pk]
    shown = _chosen_round(request, own)
    context = partner_page_context(request, partner, "capabilities") | {
        "sets": sets,
        "chosen": chosen,
        "rounds": own,
        "shown": shown,
        "open_round": next((each for each in own if each.is_open), None),
        "may_answer": request.membership.may(Permission.ASSESSMENT_ANSWER),
        "may_start": request.membership.may(Permission.ASSESSMENT_MANAGE),
    }
    if shown and chosen:
        result = _result(request, partner, shown, own)
        peers = capability_rows(result, partner, chosen.key)
        context |= _result_context(request, with_peers(result, peers), partner)
        context |= {"peer_rows": peers, "peer_note": note_of(peers)}
    return TemplateResponse(request, "scorecards/capabilities.html", context)


def round_or_404(partner_id: UUID, assessment_id: UUID) -> tuple[Partner, Assessment, list[Assessment]]:
    """A partner's round with all rounds of its set, newest first. What is not the reader's is not there."""
    partner = partner_or_404(partner_id)
    shown = get_object_or_404(rounds_of(partner), pk=assessment_id)
    rounds = [each for each in rounds_of(partner) if each.question_set_id == shown.question_set_id]
    return partner, shown, rounds


def result_of(
    request: TenantRequest, partner: Partner, shown: Assessment, rounds: list[Assessment], *, internal: bool = True
) -> CapabilityResult:
    """The result of a round as the reader may see it, with its peers; without `internal` as the partner sees it."""
    result = _result(request, partner, shown, rounds, internal=internal)
    return with_peers(result, capability_rows(result, partner, shown.version.question_set.key))


def _result(
    request: TenantRequest, partner: Partner, shown: Assessment, rounds: list[Assessment], *, internal: bool = True
) -> CapabilityResult:
    at = moment_of(request).at
    return capability_result(shown, rounds, partner=partner, tenant=request.tenant, at=at, internal=internal)


def _chosen_set(request: TenantRequest, sets: list[QuestionSet], rounds: list[Assessment]) -> QuestionSet | None:
    """The set asked for; else the first that has a round, else the first."""
    wanted = request.GET.get("set", "")
    answered = {each.question_set_id for each in rounds}
    ranked = sorted(sets, key=lambda each: (each.key != wanted, each.pk not in answered))
    return ranked[0] if ranked else None


def _chosen_round(request: TenantRequest, rounds: list[Assessment]) -> Assessment | None:
    wanted = request.GET.get("round", "")
    return next((each for each in rounds if str(each.pk) == wanted), None) or latest_of_rounds(rounds)


def _result_context(request: TenantRequest, result: CapabilityResult, partner: Partner) -> dict[str, Any]:
    rows = Rows(result, member=request.membership, partner_id=partner.pk)
    moves = rows.moves()
    return {
        "result": result,
        "rows": rows,
        "headline": words.headline(result),
        "round_in_words": words.round_in_words(result),
        "figures": list(zip(capability_report.kpis(result), rows.figure_urls(), strict=False)),
        "category_rows": rows.categories(),
        "category_chart": capability_report.category_chart(result),
        "category_chart_height": capability_report.category_chart_height(result),
        "trend_chart": capability_report.trend_chart(result),
        "moves": moves[:MOVES],
        "moves_left": len(moves[MOVES:]),
        "views": rows.views()[:VIEWS],
        "suggestions": rows.suggestions(SUGGESTIONS),
        "goals": rows.goals(),
        "projected": words.points(result.projected),
        "answer_groups": rows.answers(),
    }
