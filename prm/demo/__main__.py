"""``python -m prm.demo [--fresh] [--port N] [--check]``: what ``bin/demo`` runs once its packages are there."""

import argparse
import sys

from prm.demo.running import Options, main_with, stop_event


def parse(arguments: list[str] | None = None) -> Options:
    """The options on the command line; prints the usage and exits when they make no sense."""
    parser = argparse.ArgumentParser(prog="bin/demo", description="Tandem with two made-up vendors on this machine.")
    parser.add_argument("--fresh", action="store_true", help="remove the demo's data first")
    parser.add_argument("--port", type=int, help="where the web server listens (usually 8000)")
    parser.add_argument("--check", action="store_true", help="try the main job over HTTP, say what happened, and stop")
    return Options(**vars(parser.parse_args(arguments)))


if __name__ == "__main__":
    sys.exit(main_with(parse(), stop_event()))
