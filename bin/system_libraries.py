"""Print the Debian packages that documents need and this machine lacks, separated by spaces."""

import ctypes
import ctypes.util
from contextlib import suppress
from pathlib import Path

LIBRARIES = {
    "libpango-1.0-0": ["libpango-1.0.so.0", "pango-1.0"],
    "libpangoft2-1.0-0": ["libpangoft2-1.0.so.0", "pangoft2-1.0"],
    "libharfbuzz-subset0": ["libharfbuzz-subset.so.0", "harfbuzz-subset"],
}
FONT_FOLDERS = ["/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts", "~/Library/Fonts"]


def loads(names: list[str]) -> bool:
    """Whether the dynamic linker finds the library under one of its names."""
    for name in names:
        for candidate in filter(None, (name, ctypes.util.find_library(name))):
            with suppress(OSError):
                ctypes.CDLL(candidate)
                return True
    return False


def has_inter() -> bool:
    """Whether the typeface Inter is installed."""
    folders = (Path(name).expanduser() for name in FONT_FOLDERS)
    return any(next(folder.rglob("Inter*.[ot]t[fc]"), None) for folder in folders if folder.is_dir())


def missing() -> list[str]:
    """Debian's names for what is not here."""
    packages = [package for package, names in LIBRARIES.items() if not loads(names)]
    return packages if has_inter() else [*packages, "fonts-inter"]


if __name__ == "__main__":
    print(" ".join(missing()))
