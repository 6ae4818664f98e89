"""A capability result as slides that people edit: native charts and tables."""

from dataclasses import replace
from datetime import datetime

from prm.documents.deck import ChartSlide, Deck, KpiSlide, Point, TableSlide, TitleSlide, render_deck
from prm.documents.deck.spec import Slide
from prm.documents.letterhead import Letterhead
from prm.documents.specs import Column, Kind, Table
from scorecards.calculations.capability_result import CapabilityResult
from scorecards.documents.capability_report import category_chart, kpis, trend_chart
from scorecards.documents.capability_tables import (
    category_table,
    change_table,
    suggestion_table,
    view_table,
)
from scorecards.documents.capability_words import goal_in_words, headline, points, progress, round_in_words, step
from scorecards.documents.wording import counted, day

SUGGESTIONS = 6
MOST_CHANGES = 10
MOST_VIEWS = 7
CARDS = 4


def capability_deck(result: CapabilityResult, *, letterhead: Letterhead, at: datetime) -> bytes:
    """The result as a .pptx with native charts, in the vendor's colour and with its logo. `at` dates the file."""
    return render_deck(deck_of(result, letterhead=letterhead, at=at))


def deck_of(result: CapabilityResult, *, letterhead: Letterhead, at: datetime) -> Deck:
    """What the slides say."""
    return Deck(
        title=f"{result.set_name}, {result.partner_name}",
        author=letterhead.vendor,
        slides=_slides(result, letterhead),
        at=at,
        period=round_in_words(result),
        footer=f"{letterhead.vendor} and {result.partner_name}",
        brand=letterhead.brand_colour,
        logo=letterhead.logo,
    )


def _slides(result: CapabilityResult, letterhead: Letterhead) -> tuple[Slide, ...]:
    source = f"Source: answers of {round_in_words(result)}, written on {day(result.today)}."
    cover = TitleSlide(
        result.set_name, f"{result.partner_name} and {letterhead.vendor}", round_in_words(result), source
    )
    return (
        cover,
        KpiSlide(headline(result), progress(result).capitalize(), kpis(result)[:CARDS], _first_points(result), source),
        ChartSlide("Score by category", _lowest(result), category_chart(result), (), source),
        TableSlide("Where each category stands", "Gap: best practice less score", category_table(result), notes=source),
        *_history(result, source),
        *_views(result, source),
        *_suggestions(result, source),
        *_plan(result, source),
    )


def _first_points(result: CapabilityResult) -> tuple[Point, ...]:
    """The three things to improve first."""
    return tuple(
        Point(each.action or each.scored.question.text, f"{each.category.name}: {points(each.score)}")
        for each in result.suggestions[:3]
    )


def _lowest(result: CapabilityResult) -> str:
    ranked = sorted(
        (each for each in result.score.categories if each.score is not None and not each.category.is_internal),
        key=lambda each: each.score or 0,
    )
    return f"Lowest: {', '.join(f'{each.category.name} {points(each.score)}' for each in ranked[:2])}" if ranked else ""


def _history(result: CapabilityResult, source: str) -> tuple[Slide, ...]:
    change, before = result.change, result.before
    if change is None or before is None:
        return ()
    up, down = len(change.up), len(change.down)
    said = f"{counted(up, 'question')} up, {counted(down, 'question')} down, of {change.shared} that both rounds asked"
    trend = ChartSlide(
        f"Overall {step(change.now, change.before) or 'not comparable'} since {before.label}",
        "Over the questions that all rounds asked",
        trend_chart(result),
        (),
        source,
    )
    table = change_table(result)
    moved = replace(table, rows=table.rows[:MOST_CHANGES])
    return (trend, TableSlide(table.title, said, moved, "No score moved.", source))


def _views(result: CapabilityResult, source: str) -> tuple[Slide, ...]:
    differ = len(result.disagreements)
    if not differ:
        return ()
    table = view_table(result)
    apart = replace(table, rows=table.rows[: min(differ, MOST_VIEWS)])
    title = f"Partner and CAM differ on {counted(differ, 'question')}"
    return (TableSlide(title, "The farthest apart first; difference: partner less CAM", apart, notes=source),)


def _suggestions(result: CapabilityResult, source: str) -> tuple[Slide, ...]:
    if not result.suggestions:
        return ()
    first = result.suggestions[0]
    title = f"Improve first: {first.category.name}"
    told = "By priority: gap x weight of the question x weight of its category"
    return (TableSlide(title, told, suggestion_table(result, most=SUGGESTIONS), notes=source),)


def _plan(result: CapabilityResult, source: str) -> tuple[Slide, ...]:
    """The action plan in as many columns as a slide has room for."""
    if not result.goals_kept:
        return (TableSlide("No goals are set yet", "", _plan_table(result), "Set them together.", source),)
    title = f"{result.goals_reached} of {counted(result.goals_kept, 'goal')} reached"
    told = f"Overall {points(result.projected)} once all goals are reached"
    return (TableSlide(title, told, _plan_table(result), notes=source),)


def _plan_table(result: CapabilityResult) -> Table:
    rows = tuple(
        (each.title, goal_in_words(each), each.owner or each.side.label, each.due_date, each.state.label)
        for each in result.goals
        if not each.is_given_up
    )
    columns = (
        Column("Action", weight=7),
        Column("Score", weight=2),
        Column("Owner", weight=3),
        Column("Due", Kind.DATE, weight=2),
        Column("Goal is", weight=3),
    )
    return Table("plan", "Action plan", columns, rows)
