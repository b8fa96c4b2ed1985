"""Files that were not let in: noted, kept for a while where a person has to judge, never served."""
