"""The library for harvesters: OAI-PMH 2.0 with Dublin Core, sets by type, and deletions.

http://www.openarchives.org/OAI/openarchivesprotocol.html
"""
