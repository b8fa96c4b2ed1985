"""How much the library is used, counted as the COUNTER code of practice says, without names.

In order: a view notes an answer (:mod:`.recording`), the notes wait a moment in memory
(:mod:`.buffer`) and become raw events in the database, a nightly roll-up (:mod:`.rolling_up`)
counts them by the rules (:mod:`.counting`), and :mod:`.figures` reads the counts.
"""
