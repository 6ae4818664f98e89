"""The editor of a draft: a tree of all parts, and the form of one of them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Model
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify
from scorecards.calculations.outlines.problems import problems_of
from scorecards.enums import VersionState
from scorecards.forms.question import QuestionForm
from scorecards.forms.questions import CategoryForm, TopicForm
from scorecards.models import Category, Option, Question, QuestionSetVersion, Topic
from scorecards.operations.question_sets import editing
from scorecards.queries.outlines import outline_of
from scorecards.queries.question_sets import audiences, tree_of

ADD_ANOTHER = "another"


@requires(Permission.QUESTION_SET_EDIT)
def draft_editor(request: TenantRequest, tenant: str, version_id: UUID) -> HttpResponse:
    """The draft as a whole: what keeps it from being published."""
    version = _version_or_404(version_id)
    if version.state != VersionState.DRAFT:
        return redirect("scorecards:version-preview", tenant, version.pk)
    return _page(request, version, None)


@requires(Permission.QUESTION_SET_EDIT)
def category_add(request: TenantRequest, tenant: str, version_id: UUID) -> HttpResponse:
    """A new category at the end."""
    version = _version_or_404(version_id)
    form = CategoryForm(request.POST or None)
    return _saved(
        request, version, form, None, "category", lambda: editing.save_category(version=version, said=form.said())
    )


@requires(Permission.QUESTION_SET_EDIT)
def category_edit(request: TenantRequest, tenant: str, category_id: UUID) -> HttpResponse:
    """Change a category."""
    row = get_object_or_404(_with_version(Category), pk=category_id)
    form = CategoryForm(request.POST or None, category=row)

    def save() -> Category:
        return editing.save_category(version=row.version, said=form.said(), category=row)

    return _saved(request, row.version, form, row, "category", save)


@requires(Permission.QUESTION_SET_EDIT)
def topic_add(request: TenantRequest, tenant: str, category_id: UUID) -> HttpResponse:
    """A new topic at the end of a category."""
    category = get_object_or_404(_with_version(Category), pk=category_id)
    form = TopicForm(request.POST or None, category=category, audiences=audiences())

    def save() -> Topic:
        return editing.save_topic(category=form.cleaned_data["category"], said=form.said())

    return _saved(request, category.version, form, None, "topic", save)


@requires(Permission.QUESTION_SET_EDIT)
def topic_edit(request: TenantRequest, tenant: str, topic_id: UUID) -> HttpResponse:
    """Change a topic, or move it to another category."""
    row = get_object_or_404(_with_version(Topic).select_related("category"), pk=topic_id)
    form = TopicForm(request.POST or None, category=row.category, audiences=audiences(), topic=row)

    def save() -> Topic:
        return editing.save_topic(category=form.cleaned_data["category"], said=form.said(), topic=row)

    return _saved(request, row.version, form, row, "topic", save)


@requires(Permission.QUESTION_SET_EDIT)
def question_add(request: TenantRequest, tenant: str, topic_id: UUID) -> HttpResponse:
    """A new question at the end of a topic."""
    topic = get_object_or_404(_with_version(Topic), pk=topic_id)
    form = QuestionForm(request.POST if request.method == "POST" else None, topic=topic)

    def save() -> Question:
        return editing.save_question(topic=form.cleaned_data["topic"], said=form.said())

    return _saved(request, topic.version, form, None, "question", save)


@requires(Permission.QUESTION_SET_EDIT)
def question_edit(request: TenantRequest, tenant: str, question_id: UUID) -> HttpResponse:
    """Change a question with its options, or move it to another topic."""
    row = get_object_or_404(_with_version(Question).select_related("topic"), pk=question_id)
    options = Option.objects.filter(question=row).order_by("position", "id")
    sent = request.POST if request.method == "POST" else None
    form = QuestionForm(sent, topic=row.topic, question=row, options=options)

    def save() -> Question:
        return editing.save_question(topic=form.cleaned_data["topic"], said=form.said(), question=row)

    return _saved(request, row.version, form, row, "question", save)


@require_POST
@requires(Permission.QUESTION_SET_EDIT)
def category_change(request: TenantRequest, tenant: str, category_id: UUID) -> HttpResponse:
    """Move a category, switch it on or off, or remove it."""
    return _changed(request, get_object_or_404(_with_version(Category), pk=category_id), "category")


@require_POST
@requires(Permission.QUESTION_SET_EDIT)
def topic_change(request: TenantRequest, tenant: str, topic_id: UUID) -> HttpResponse:
    """Move a topic, switch it on or off, or remove it."""
    return _changed(request, get_object_or_404(_with_version(Topic), pk=topic_id), "topic")


@require_POST
@requires(Permission.QUESTION_SET_EDIT)
def question_change(request: TenantRequest, tenant: str, question_id: UUID) -> HttpResponse:
    """Move a question, switch it on or off, or remove it."""
    return _changed(request, get_object_or_404(_with_version(Question), pk=question_id), "question")


def _changed(request: TenantRequest, row: Category | Topic | Question, part: str) -> HttpResponse:
    tenant, action = request.tenant.slug, request.POST.get("action", "")
    try:
        match action:
            case "up" | "down":
                editing.move(part=row, up=action == "up")
            case "on" | "off":
                editing.switch(part=row, is_active=action == "on")
            case "remove":
                editing.remove(part=row)
                notify(request, f"“{row}” was removed from the draft.")
                return redirect("scorecards:draft-editor", tenant, row.version_id)
            case _:
                raise Http404
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(f"scorecards:{part}-edit", tenant, row.pk)


def _saved(
    request: TenantRequest,
    version: QuestionSetVersion,
    form: BaseForm,
    row: Category | Topic | Question | None,
    part: str,
    save: Callable[[], Category | Topic | Question],
) -> HttpResponse:
    """The page of a part; after a POST that can be saved, the way on."""
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            saved = save()
            notify(request, "Saved.")
            if isinstance(saved, Question) and request.POST.get("then") == ADD_ANOTHER:
                return redirect("scorecards:question-add", request.tenant.slug, saved.topic_id)
            return redirect(f"scorecards:{part}-edit", request.tenant.slug, saved.pk)
    if version.state != VersionState.DRAFT:
        return redirect("scorecards:version-preview", request.tenant.slug, version.pk)
    return _page(request, version, form, row=row, part=part)


def _page(
    request: TenantRequest,
    version: QuestionSetVersion,
    form: BaseForm | None,
    *,
    row: Category | Topic | Question | None = None,
    part: str = "",
) -> TemplateResponse:
    problems = problems_of(outline_of(version))
    context: dict[str, Any] = {
        "version": version,
        "question_set": version.question_set,
        "tree": tree_of(version),
        "problems": problems,
        "faulty": {problem.key for problem in problems if problem.part == "question"},
        "form": form,
        "row": row,
        "part": part,
        "to_correct": f"{len(problems)} to correct",
        "change_url": reverse(f"scorecards:{part}-change", args=[request.tenant.slug, row.pk]) if row else "",
    }
    # A POST that comes here could not be saved.
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "scorecards/draft_editor.html", context, status=status)


def _version_or_404(version_id: UUID) -> QuestionSetVersion:
    return get_object_or_404(QuestionSetVersion.objects.select_related("question_set"), pk=version_id)


def _with_version[M: Model](model: type[M]) -> Any:
    return model._default_manager.select_related("version__question_set")
