"""Partners and what belongs to their profile."""

from partners.models.action import Action
from partners.models.assignment import CamAssignment
from partners.models.contact import Contact
from partners.models.custom_field import CustomField
from partners.models.mix import BusinessMix
from partners.models.partner import Partner

__all__ = ["Action", "BusinessMix", "CamAssignment", "Contact", "CustomField", "Partner"]
