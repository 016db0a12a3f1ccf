"""Working time as values: wall time with its zone, turned into instants day by day; pure."""
