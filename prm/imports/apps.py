"""Imports: from a company's own files into tenant tables, with a preview and an undo."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "prm.imports"
    label = "imports"

    def ready(self) -> None:
        from prm.imports import shell, subscriptions

        shell.register()
        subscriptions.register()
