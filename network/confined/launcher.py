"""What every confined process begins with: ``python -I launcher.py PLAN [ARGUMENT…]``.

It is started by its path, imports nothing of this project, sets the limits on itself and then
becomes the program, or runs the module, that PLAN names. PLAN is JSON: ``memory_bytes``,
``cpu_seconds``, ``written_bytes``, and ``module`` with ``paths`` to find it, or ``program``.
"""

import contextlib
import json
import os
import resource
import runpy
import sys


def limit(plan: dict) -> None:
    """Bound memory, processor time and what is written; no crash files."""
    limits = {
        resource.RLIMIT_CPU: plan["cpu_seconds"],
        resource.RLIMIT_FSIZE: plan["written_bytes"],
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_AS: plan["memory_bytes"],
    }
    for kind, most in limits.items():
        # Some systems know no limit on memory; the one on time holds there still.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def main() -> None:
    plan = json.loads(sys.argv[1])
    limit(plan)
    arguments = sys.argv[2:]
    if "program" in plan:
        os.execve(plan["program"], [plan["program"], *arguments], dict(os.environ))  # noqa: S606
    # Last: no folder of the project can shadow a library.
    sys.path.extend(path for path in plan["paths"] if path not in sys.path)
    sys.argv = [plan["module"], *arguments]
    runpy.run_module(plan["module"], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
