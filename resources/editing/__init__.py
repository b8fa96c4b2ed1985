"""What helps an editor: files to pages, duplicates, marks, a checklist, previews as each reader."""
