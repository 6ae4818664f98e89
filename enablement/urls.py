"""Pages of enablement, under /t/<slug>/."""

from django.urls import path

from enablement.views import catalogue, tasks, training

app_name = "enablement"
TRAINING = "partners/<uuid:partner_id>/training/"
CERTIFICATE = f"{TRAINING}certificates/<uuid:certificate_id>/"
TASK = f"{TRAINING}tasks/<uuid:task_id>/"
SETTINGS = "settings/training/"
CERTIFICATION = f"{SETTINGS}certifications/<uuid:certification_id>/"
REQUIREMENT = f"{SETTINGS}requirements/<uuid:requirement_id>/"
TEMPLATE = f"{SETTINGS}task-templates/<uuid:template_id>/"

urlpatterns = [
    path(TRAINING, training.partner_training, name="partner-training"),
    path(f"{TRAINING}certificates/new/", training.certificate_add, name="certificate-add"),
    path(CERTIFICATE, training.certificate_edit, name="certificate-edit"),
    path(f"{CERTIFICATE}removal/", training.certificate_removal, name="certificate-removal"),
    path(f"{TRAINING}tasks/new/", tasks.task_add, name="task-add"),
    path(TASK, tasks.task_edit, name="task-edit"),
    path(f"{TASK}completion/", tasks.task_completion, name="task-completion"),
    path(f"{TASK}reopening/", tasks.task_reopening, name="task-reopening"),
    path(f"{TASK}removal/", tasks.task_removal, name="task-removal"),
    path("tasks-for-many/", tasks.task_for_many, name="task-for-many"),
    path(SETTINGS, catalogue.certification_list, name="certification-list"),
    path(CERTIFICATION, catalogue.certification_edit, name="certification-edit"),
    path(f"{CERTIFICATION}removal/", catalogue.certification_removal, name="certification-removal"),
    path(f"{SETTINGS}requirements/", catalogue.requirement_list, name="requirement-list"),
    path(REQUIREMENT, catalogue.requirement_edit, name="requirement-edit"),
    path(f"{REQUIREMENT}removal/", catalogue.requirement_removal, name="requirement-removal"),
    path(f"{SETTINGS}task-templates/", catalogue.template_list, name="template-list"),
    path(f"{SETTINGS}task-templates/joining/", catalogue.joining_tasks, name="joining-tasks"),
    path(TEMPLATE, catalogue.template_edit, name="template-edit"),
    path(f"{TEMPLATE}removal/", catalogue.template_removal, name="template-removal"),
]
