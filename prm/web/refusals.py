"""From an operation's refusal to the words beside a field."""

from types import TracebackType

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import BaseForm

from prm.kernel.refusal import Refused

MEANWHILE = "Somebody else changed this at the same time. Nothing was saved; please try again."


def words_of(refusal: Refused | ValidationError) -> str:
    """Why something was refused, for a message that stands by itself."""
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)


class refusals_shown_on:  # noqa: N801 - reads as a sentence after `with`
    """Run an operation; when it refuses, take back what it wrote and tell the form, which then is no longer valid.

    Knows `Refused`, the `ValidationError` of a model, and constraints that only the database could check.
    """

    def __init__(self, form: BaseForm) -> None:
        self._form = form
        self._savepoint = transaction.atomic()

    def __enter__(self) -> None:
        self._savepoint.__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> bool:
        self._savepoint.__exit__(kind, raised, at)
        match raised:
            case Refused():
                _tell(self._form, raised.field, [str(raised)])
            case ValidationError():
                for field, sentences in _by_field(raised).items():
                    _tell(self._form, field, sentences)
            case IntegrityError():
                _tell(self._form, "", [MEANWHILE])
            case _:
                return False
        return True


def _tell(form: BaseForm, field: str, sentences: list[str]) -> None:
    for sentence in sentences:
        form.add_error(field if field in form.fields else None, sentence)


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
