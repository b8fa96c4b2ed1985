"""Holdings and retention rules of this app, and of libraries that cannot declare their own."""

from network.privacy import rules
from network.privacy.held import editing, own, sign_in

__all__ = ["editing", "own", "rules", "sign_in"]
