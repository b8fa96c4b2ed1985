"""What opens strangers' files: reads, judges and cleans them, inside a confined process.

``child`` is the program, ``network.safeguarding.files`` asks it. Nothing here knows a framework, so
that the process starts quickly.
"""
