"""``python -m prm.embedded up|down|env|wipe``: the servers by hand."""

import argparse
import sys

from prm.embedded import EmbeddedError, start, status, stop, wipe
from prm.embedded.lifecycle import DEMO


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 1, with a sentence on stderr, when it could not be done."""
    parser = argparse.ArgumentParser(prog="python -m prm.embedded", description=__doc__)
    parser.add_argument("command", choices=["up", "down", "env", "wipe"])
    parser.add_argument("--name", default=DEMO, help="which set: demo (default) or test")
    chosen = parser.parse_args(arguments)
    try:
        return _run(chosen.command, chosen.name)
    except EmbeddedError as error:
        print(error, file=sys.stderr)
        return 1


def _run(command: str, name: str) -> int:
    match command:
        case "up":
            print(start(name).exports())
        case "down":
            print("stopped" if stop(name) else "nothing was running", file=sys.stderr)
        case "wipe":
            wipe(name)
        case _:
            return _print_addresses(name)
    return 0


def _print_addresses(name: str) -> int:
    urls = status(name)
    if urls is None:
        raise EmbeddedError(f"The {name} servers are not running: python -m prm.embedded up --name {name}")
    print(urls.exports())
    return 0


if __name__ == "__main__":
    sys.exit(main())
