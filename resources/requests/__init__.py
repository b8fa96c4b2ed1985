"""What people ask the library for: files that are given on request, and other formats."""
