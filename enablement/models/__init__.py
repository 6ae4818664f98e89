"""Who learned what, and what a partner must do."""

from enablement.models.certificate import Certificate, Certification
from enablement.models.requirement import CertificateRequirement
from enablement.models.task import RequiredTask, TaskTemplate

__all__ = ["Certificate", "CertificateRequirement", "Certification", "RequiredTask", "TaskTemplate"]
