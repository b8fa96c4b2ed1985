"""Run one of this package's readers in a confined process and hear how it ended."""

from pathlib import Path

from network.confined import run_module


def run_reader(module: str, source: Path, *arguments: str) -> str:
    """The last word that ``network.media.previews.<module>`` wrote: "ok" or a code.

    It reads ``source`` as its standard input. "slow" when it took too long or too much.
    """
    with source.open("rb") as stdin:
        outcome = run_module(f"network.media.previews.{module}", *arguments, source=stdin)
    words = outcome.said.decode("ascii", errors="replace").split()
    return words[-1] if outcome.ended_well and words else "slow"
