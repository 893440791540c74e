"""Learning by breeding: populations that are scored, selected, crossed and mutated."""
