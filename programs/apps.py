"""Where partners stand in the programme: their life stage and their tier."""

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "programs"

    def ready(self) -> None:
        from partners.queries.computed import keep_field
        from prm.imports.targets import register_derived
        from programs import (
            shell,
            subscriptions,  # noqa: F401  gives events their words
        )
        from programs.models import PartnerTier, StageChange, TierException, TierReview
        from programs.queries.programs import keeper_of_tiers

        for model in (PartnerTier, StageChange, TierException, TierReview):
            register_derived(model)
        shell.register()
        keep_field("tier", keeper_of_tiers)
