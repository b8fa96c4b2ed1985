"""Ready answers for visitors, kept in the memory of each process.

A page that anybody may read is made once and then given as it is, before sessions, accounts and
templates are asked for anything. Whatever a write to the database could change in it throws all
answers away (:mod:`.changes`), within a second in every process.
"""
