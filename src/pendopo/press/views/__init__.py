"""Pages of the press room, by audience."""
