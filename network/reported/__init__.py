"""Pages of the site that somebody has reported because they identify a child.

The report hides the page in the same request: its versions, files, previews, lists, feeds, search.
Safeguarding leads look at it and bring it back or keep it down.
"""
