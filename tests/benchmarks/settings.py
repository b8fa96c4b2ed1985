"""Settings of benchmarks that ask a client in their own process: the tests' settings, with what a
server keeps in memory."""

from network.settings.test import *  # noqa: F403 -- settings modules extend the base

KEEP_UNCHANGED = True
