"""What the serializers of all apps share."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

NOT_YOURS = "There is no such field for you to write."


class Strict:
    """A serializer that refuses what it would not use, instead of dropping it without a word.

    A field that does not exist and one that the role may not write are answered alike.
    """

    fields: Any

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            writable = {name for name, field in self.fields.items() if not field.read_only}
            if unknown := sorted(set(data) - writable):
                raise serializers.ValidationError({name: [NOT_YOURS] for name in unknown}, code="unknown")
        return super().to_internal_value(data)  # type: ignore[misc]


def described(words: Mapping[str, str], *, optional: str = "") -> dict[str, dict[str, Any]]:
    """`extra_kwargs` that say of each field what it is; the field `optional` need not be sent."""
    found: dict[str, dict[str, Any]] = {name: {"help_text": text} for name, text in words.items()}
    return found | {optional: found.get(optional, {}) | {"required": False}} if optional else found
