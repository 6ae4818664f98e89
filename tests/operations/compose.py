"""Reading docker-compose.yml as Compose does, as far as it is used here."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from prm.embedded.places import PROJECT

VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


def raw_services() -> dict[str, Any]:
    """The services with merges resolved and variables as written."""
    return dict(yaml.safe_load((PROJECT / "docker-compose.yml").read_text())["services"])


def services(environment: Mapping[str, str]) -> dict[str, Any]:
    """The services with variables filled in; a `${NAME:?}` that is not given is a `KeyError`."""
    return {name: _filled(service, environment) for name, service in raw_services().items()}


def _filled(value: Any, environment: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(each, environment) for key, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, environment) for each in value]
    return VARIABLE.sub(lambda found: _value(found, environment), value) if isinstance(value, str) else value


def _value(found: re.Match[str], environment: Mapping[str, str]) -> str:
    name, kind, fallback = found.groups()
    return environment[name] if kind == "?" or name in environment else str(fallback)
