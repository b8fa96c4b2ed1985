"""Programs that open strangers' files, each in a process of its own with limits.

``running`` starts one and waits; ``launcher`` is what it begins with.
"""

from network.confined.running import (
    Limits,
    NotStarted,
    Outcome,
    copied,
    run_module,
    run_on_copy,
    run_program,
)

__all__ = ["Limits", "NotStarted", "Outcome", "copied", "run_module", "run_on_copy", "run_program"]
