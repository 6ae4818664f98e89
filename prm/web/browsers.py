"""A browser's name from what it says of itself: enough for a person to know their own."""

# The first that fits counts: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
_BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def browser_name(user_agent: str) -> str:
    """``Firefox on Windows``; what cannot be told is left out, and nothing at all is "An unknown browser"."""
    browser = next((name for mark, name in _BROWSERS.items() if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS.items() if mark in user_agent), "")
    return " on ".join(part for part in (browser, system) if part) or "An unknown browser"
