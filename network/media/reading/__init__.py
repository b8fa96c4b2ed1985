"""The words of stored documents, read in the background in child processes with limits.

``waiting`` claims what waits and keeps the passages; ``child`` is the program that opens a file.
"""
