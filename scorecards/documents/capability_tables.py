"""A capability result as tables, for page, PDF, deck and sheet."""

from collections.abc import Iterable
from decimal import Decimal

from prm.documents.formats import COUNT, Format, Unit
from prm.documents.specs import Cell, Column, Kind, Table
from scorecards.calculations.answers import in_words
from scorecards.calculations.capability_result import (
    AnswerLine,
    CapabilityResult,
    GoalLine,
    Origin,
    best_practice_by_category,
)
from scorecards.documents.capability_words import age, figure, given_by, headline, step
from scorecards.enums import Side

EXACT = Format(Unit.NUMBER, places=4)
INTERNAL = "internal"


def category_table(result: CapabilityResult) -> Table:
    """A row per category: weight, score, best practice, gap, step since the round before, peers, light."""
    aims, peers = best_practice_by_category(result), result.peers
    rows = []
    for each in result.score.categories:
        aim = aims.get(each.category.key)
        move = result.change.of_category(each.category.key) if result.change else None
        rows.append(
            (
                _named(each.category.name, internal=each.category.is_internal),
                each.weight,
                figure(each.score),
                figure(aim),
                _gap(each.score, aim),
                step(move.now, move.before) if move else None,
                *((figure(peers.categories.get(each.category.key)),) if peers else ()),
                result.score.light_of(each.score),
            )
        )
    return Table(
        id="categories",
        title="Score by category",
        columns=(
            Column("Category", weight=5),
            Column("Weight", Kind.FIGURE, _exactly(each.weight for each in result.score.categories)),
            Column("Score", Kind.FIGURE),
            Column("Best practice", Kind.FIGURE, weight=3),
            Column("Gap", Kind.FIGURE),
            Column(f"Since {result.before.label}" if result.before else "Change", Kind.FIGURE, weight=3),
            *((Column("Peers", Kind.FIGURE),) if peers else ()),
            Column("Status", Kind.STATUS, weight=3),
        ),
        rows=tuple(rows),
        totals=_overall_row(result),
        summary=f"{headline(result)}.",
    )


def _overall_row(result: CapabilityResult) -> tuple[Cell, ...]:
    change = step(result.change.now, result.change.before) if result.change else None
    peers = (figure(result.peers.overall),) if result.peers else ()
    name = "Overall, without internal" if result.has_internal else "Overall"
    return (name, None, figure(result.score.overall), None, None, change, *peers, result.score.light)


def topic_table(result: CapabilityResult) -> Table:
    """A row per topic with its category, weights, exact and shown score."""
    rows = tuple(
        (
            _named(category.category.name, internal=category.category.is_internal),
            category.weight,
            topic.topic.name,
            topic.weight,
            figure(topic.score),
            topic.score,
            result.score.light_of(topic.score),
        )
        for category in result.score.categories
        for topic in category.topics
    )
    columns = (
        Column("Category"),
        Column("Category weight", Kind.FIGURE, _exactly(each.weight for each in result.score.categories)),
        Column("Topic"),
        Column(
            "Topic weight",
            Kind.FIGURE,
            _exactly(topic.weight for each in result.score.categories for topic in each.topics),
        ),
        Column("Score", Kind.FIGURE),
        Column("Exact score", Kind.FIGURE, EXACT),
        Column("Status", Kind.STATUS),
    )
    return Table("topics", "Topics", columns, rows)


def answer_table(result: CapabilityResult) -> Table:
    """A row per question: the answer that counts, what it scores, who gave it and on what evidence; both sides'."""
    columns = (
        *(Column("Category"), Column("Topic"), Column("Question"), Column("Answer")),
        Column("Score", Kind.FIGURE, EXACT),
        Column("Weight", Kind.FIGURE, _exactly(line.scored.question.weight for line in result.lines)),
        Column("Best practice", Kind.FIGURE),
        Column("Gap", Kind.FIGURE, EXACT),
        *(Column("Answered by"), Column("Side")),
        Column("Answered on", Kind.DATE),
        *(Column("Age"), Column("Confidence"), Column("Evidence")),
        Column("Partner's score", Kind.FIGURE, EXACT),
        Column("CAM's score", Kind.FIGURE, EXACT),
    )
    by_side = {side: result.sides[side].by_question() for side in Side}
    rows = tuple(
        (
            *_what_was_said(line),
            *_from_where(line.origin, result),
            *(by_side[side][line.scored.question.id].score for side in (Side.PARTNER, Side.VENDOR)),
        )
        for line in result.lines
    )
    return Table("answers", "Answers", columns, rows)


def _what_was_said(line: AnswerLine) -> tuple[Cell, ...]:
    question = line.scored.question
    aim = question.best_practice if question.counts else None
    return (
        _named(line.category.category.name, internal=line.category.category.is_internal),
        line.topic.topic.name,
        question.text,
        in_words(question, line.scored.answer),
        line.scored.score,
        question.weight if question.counts else None,
        aim,
        line.scored.gap,
    )


def _from_where(origin: Origin | None, result: CapabilityResult) -> tuple[Cell, ...]:
    if origin is None:
        return (None,) * 6
    old = f"{age(origin, result.today)}, ask again" if origin.is_old(result.today) else age(origin, result.today)
    confidence = origin.confidence.label if origin.confidence else None
    return (given_by(origin), origin.side.label, origin.answered_date, old, confidence, origin.evidence)


def change_table(result: CapabilityResult) -> Table:
    """A row per question whose score moved since the round before."""
    moves = result.change.moves if result.change else ()
    before = result.before.label if result.before else "Before"
    rows = tuple(
        (
            move.question.text,
            _named(move.category.name, internal=move.category.is_internal),
            figure(move.before),
            figure(move.now),
            step(move.now, move.before),
        )
        for move in moves
    )
    columns = (
        Column("Question", weight=8),
        Column("Category", weight=4),
        Column(before, Kind.FIGURE),
        Column("Now", Kind.FIGURE),
        Column("Change", Kind.FIGURE),
    )
    return Table("changes", f"What changed since {before}", columns, rows)


def view_table(result: CapabilityResult) -> Table:
    """A row per question that both sides answered, disagreements first."""
    rows = tuple(
        (
            each.partner.question.text,
            in_words(each.partner.question, each.partner.answer),
            figure(each.partner.score),
            in_words(each.vendor.question, each.vendor.answer),
            figure(each.vendor.score),
            step(each.partner.score, each.vendor.score),
        )
        for each in result.views
    )
    columns = (
        Column("Question", weight=6),
        Column("Partner says", weight=4),
        Column("Score", Kind.FIGURE),
        Column("CAM says", weight=4),
        Column("Score", Kind.FIGURE),
        Column("Difference", Kind.FIGURE),
    )
    return Table("views", "Partner's and CAM's view", columns, rows)


def suggestion_table(result: CapabilityResult, *, most: int | None = None) -> Table:
    """What to improve first, by priority; at most so many rows."""
    rows = tuple(
        (
            each.scored.question.text,
            each.action,
            figure(each.score),
            figure(each.scored.question.best_practice),
            each.priority,
        )
        for each in result.suggestions[:most]
    )
    columns = (
        Column("Question", weight=7),
        Column("What to do", weight=8),
        Column("Score", Kind.FIGURE),
        Column("Best practice", Kind.FIGURE, weight=3),
        Column("Priority", Kind.FIGURE, _exactly(each.priority for each in result.suggestions)),
    )
    return Table("suggestions", "What to improve first", columns, rows)


def goal_table(result: CapabilityResult) -> Table:
    """The action plan: goals with who does what until when, and where they stand."""
    columns = (
        Column("Action", weight=7),
        Column("For", weight=7),
        Column("From", Kind.FIGURE, COUNT, weight=1),
        Column("Goal", Kind.FIGURE, COUNT, weight=1),
        Column("Now", Kind.FIGURE, COUNT, weight=1),
        Column("Owner", weight=4),
        Column("Due", Kind.DATE, weight=3),
        Column("Action is", weight=3),
        Column("Goal is", weight=3),
    )
    return Table("goals", "Action plan", columns, tuple(_goal_row(each) for each in result.goals))


def _goal_row(goal: GoalLine) -> tuple[Cell, ...]:
    return (
        goal.title,
        _named(goal.question, internal=goal.is_internal),
        figure(goal.from_score),
        figure(goal.goal_score),
        figure(goal.score),
        f"{goal.owner}, {goal.side.value}" if goal.owner else goal.side.label,
        goal.due_date,
        goal.status.label,
        goal.state.label,
    )


def _exactly(figures: Iterable[Decimal]) -> Format:
    """Whole figures without decimals; two for all of them where one has any."""
    whole = all(each == each.to_integral_value() for each in figures)
    return Format(Unit.NUMBER, places=0 if whole else 2)


def _gap(score: Decimal | None, aim: Decimal | None) -> Decimal | None:
    """Between the figures as they are shown."""
    now, wanted = figure(score), figure(aim)
    return None if now is None or wanted is None else max(Decimal(0), wanted - now)


def _named(name: str, *, internal: bool) -> str:
    return f"{name} ({INTERNAL})" if internal else name
