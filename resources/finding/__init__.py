"""Finding resources: the list with its facets and words, feeds, and what of a choice is kept."""
