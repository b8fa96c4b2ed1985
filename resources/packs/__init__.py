"""Packs: trainings in sessions, with their material as the viewer may have it."""
