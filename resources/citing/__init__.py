"""How a resource is cited: one description of it, and the formats that programs and people read."""
