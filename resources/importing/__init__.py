"""Many resources at once: read from a spreadsheet with a ZIP of files, and written as the same."""
