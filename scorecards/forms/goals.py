"""A goal with the promise that leads there."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from partners.enums import ActionSide
from partners.forms import ActionForm
from partners.models import Partner
from prm.people.models import Membership
from scorecards.calculations.capabilities import shown
from scorecards.calculations.questionnaire import QuestionNode
from scorecards.models import Goal
from scorecards.operations.goals import Promise


class GoalForm(ActionForm):
    """The score to reach, and who does what until when. With `goal` an existing one is changed.

    Where the answer is one of several options the scores above today's are offered with their options.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        partner: Partner,
        by: Membership,
        question: QuestionNode,
        score: Decimal | None,
        is_internal: bool,
        goal: Goal | None = None,
    ) -> None:
        super().__init__(data, partner=partner, by=by, action=goal.action if goal else None)
        self.fields.pop("is_internal", None)
        if is_internal:
            self.fields.pop("side", None)
        self.fields["goal_score"] = forms.DecimalField(
            label="Score to reach",
            min_value=Decimal(1),
            max_value=Decimal(100),
            max_digits=5,
            decimal_places=2,
            help_text=_scores_in_words(question, score),
        )
        self.fields["title"].label = "What is to be done"
        self.order_fields(["goal_score", "title", "side", "owner", "due_date", "status", "resources", "detail"])

    def promise(self, by: Membership) -> Promise:
        """What to hand to the operation. Call it on a valid form."""
        sent = self.promise_changes()
        usual = ActionSide.PARTNER if by.role_enum.is_partner else ActionSide.VENDOR
        return Promise(side=ActionSide(sent.pop("side", usual)), **sent)

    def promise_changes(self) -> dict[str, Any]:
        """The fields of the promise. Call it on a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "goal_score"}


def _scores_in_words(question: QuestionNode, score: Decimal | None) -> str:
    """``Today 40. 75: Two sellers named. 100: ...``: what today's score is and which answers score more."""
    today = "Not scored today." if score is None else f"Today {shown(score)}."
    above = [each for each in question.choices if each.score is not None and (score is None or each.score > score)]
    steps = [f"{shown(each.score)}: {each.label.rstrip('.')}." for each in above]
    return " ".join([today, *(steps if question.kind.has_options and len(steps) <= 5 else ())])
