"""The organisations that members name: proposals, duplicates, merges."""
