"""``bin/manage``: manage.py on the demo's data, with its servers up as long as the command runs."""

import signal
import subprocess
import sys
from pathlib import Path

from prm.demo.environment import MANAGE, demo_environment, ensure_tables
from prm.embedded.errors import EmbeddedError
from prm.embedded.places import PROJECT

OWN_SETUP = {"bootstrap_database", "migrate", "makemigrations", "help"}


def main(arguments: list[str]) -> int:
    """Run one command and return its exit status; 1 with a sentence when the servers cannot run."""
    caller = Path.cwd()
    try:
        with demo_environment() as environment:
            if arguments and arguments[0] not in OWN_SETUP:
                ensure_tables(environment)
            return _run([*MANAGE, *arguments], {**environment, "PYTHONPATH": str(PROJECT)}, caller)
    except (EmbeddedError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1


def _run(command: list[str], environment: dict[str, str], caller: Path) -> int:
    with subprocess.Popen(command, env=environment, cwd=caller) as process:
        # Ctrl-C reaches the command itself, which decides; we wait, so that the servers outlive it.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        return process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
