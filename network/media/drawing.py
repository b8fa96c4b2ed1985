"""How a program in a confined process answers that makes a picture of a picture."""

import sys
from collections.abc import Callable
from typing import BinaryIO


def answer(draw: Callable[[BinaryIO, BinaryIO], str]) -> None:
    """Have ``draw`` read the picture on standard input and write to the result, whose number is the
    last argument; say the word it returns, or "broken" whatever it stumbled over."""
    try:
        with (
            open(0, "rb", closefd=False) as source,
            open(int(sys.argv[-1]), "wb", closefd=False) as result,
        ):
            verdict = draw(source, result)
    except Exception:
        verdict = "broken"
    sys.stdout.write(verdict)
