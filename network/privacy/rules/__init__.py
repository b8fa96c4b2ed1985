"""Retention rules of this app, of accounts, and of libraries that cannot declare their own."""

from network.privacy.rules import accounts, housekeeping

__all__ = ["accounts", "housekeeping"]
