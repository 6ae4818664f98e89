"""Values of a tenant's own fields, from what was sent to what is stored."""

from typing import Any

import pytest

from partners.calculations.custom import NotOfThisKind, stored_value
from partners.enums import FieldKind


@pytest.mark.parametrize(
    ("kind", "sent", "stored"),
    [
        (FieldKind.TEXT, "  hello ", "hello"),
        (FieldKind.NUMBER, "1250.50", "1250.50"),
        (FieldKind.NUMBER, 3, "3"),
        (FieldKind.DATE, "2026-11-30", "2026-11-30"),
        (FieldKind.YES_NO, "True", True),
        (FieldKind.YES_NO, False, False),
        (FieldKind.CHOICE, "Blue", "Blue"),
        (FieldKind.CHOICE, "", None),
        (FieldKind.NUMBER, None, None),
    ],
)
def test_a_value_is_stored_as_its_kind(kind: FieldKind, sent: Any, stored: Any) -> None:
    assert stored_value(kind, ["Red", "Blue"], sent) == stored


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        (FieldKind.NUMBER, "many"),
        (FieldKind.NUMBER, "NaN"),
        (FieldKind.DATE, "30.11.2026"),
        (FieldKind.YES_NO, "perhaps"),
        (FieldKind.CHOICE, "Green"),
    ],
)
def test_a_value_of_another_kind_is_refused_with_words(kind: FieldKind, sent: Any) -> None:
    with pytest.raises(NotOfThisKind, match=r"\.$"):
        stored_value(kind, ["Red", "Blue"], sent)
