"""Files as they look, before anybody downloads them: pages, outlines, tables.

Shown to whoever may have the files (:func:`resources.access.may_have_files`) and to nobody else.
"""
