"""Previews of stored documents: pictures of pages, and the first rows of tables.

Made in the background by ``run_due``, in child processes with limits of their own, and kept in the
private storage. Who may see them is asked by whoever shows them, with the same answer as for the
file.
"""
