"""Pages of question sets: the list, the editor of a draft, and what becomes of it."""

from django.urls import path

from scorecards.views import question_parts, question_sets, question_versions

SETS = "question-sets/"
SET = f"{SETS}<uuid:question_set_id>/"
VERSION = f"{SETS}versions/<uuid:version_id>/"
CATEGORY = f"{SETS}categories/<uuid:category_id>/"
TOPIC = f"{SETS}topics/<uuid:topic_id>/"
QUESTION = f"{SETS}questions/<uuid:question_id>/"

urlpatterns = [
    path(SETS, question_sets.question_set_list, name="question-set-list"),
    path(f"{SETS}defaults/", question_sets.default_sets_addition, name="default-sets-addition"),
    path(SET, question_sets.question_set_detail, name="question-set-detail"),
    path(f"{SET}file/", question_sets.question_set_file, name="question-set-file"),
    path(f"{SET}draft/", question_sets.draft_start, name="draft-start"),
    path(VERSION, question_versions.version_preview, name="version-preview"),
    path(f"{VERSION}questions.<str:kind>", question_versions.version_export, name="version-export"),
    path(f"{VERSION}changes/", question_versions.version_changes, name="version-changes"),
    path(f"{VERSION}draft/", question_parts.draft_editor, name="draft-editor"),
    path(f"{VERSION}draft/removal/", question_sets.draft_removal, name="draft-removal"),
    path(f"{VERSION}draft/publication/", question_versions.draft_publication, name="draft-publication"),
    path(f"{VERSION}draft/categories/new/", question_parts.category_add, name="category-add"),
    path(CATEGORY, question_parts.category_edit, name="category-edit"),
    path(f"{CATEGORY}change/", question_parts.category_change, name="category-change"),
    path(f"{CATEGORY}topics/new/", question_parts.topic_add, name="topic-add"),
    path(TOPIC, question_parts.topic_edit, name="topic-edit"),
    path(f"{TOPIC}change/", question_parts.topic_change, name="topic-change"),
    path(f"{TOPIC}questions/new/", question_parts.question_add, name="question-add"),
    path(QUESTION, question_parts.question_edit, name="question-edit"),
    path(f"{QUESTION}change/", question_parts.question_change, name="question-change"),
]
