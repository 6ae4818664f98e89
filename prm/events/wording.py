"""What an event is called in a history."""


def title_of(name: str) -> str:
    """`partners.business_mix.answered` as "Business mix answered"."""
    _app, _, rest = name.partition(".")
    return rest.replace(".", " ").replace("_", " ").capitalize()
