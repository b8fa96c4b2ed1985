"""Accounts: signing in, second factor, sessions, passwords, and what stands at the door."""
