"""A hasher that takes its time, for tests that compare times."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class SlowHasher(PBKDF2PasswordHasher):
    """About 60 ms of work per password on an ordinary machine: more than all the rest of a page."""

    iterations = 200_000
