"""The directory of members: its rows, its list, and how much one member may look up."""
