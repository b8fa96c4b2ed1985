"""What members say about themselves, how it is written, and who sees which part."""
