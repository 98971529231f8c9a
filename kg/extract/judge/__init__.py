"""Judging: which mention fills which role of a fact, and which guess is a fact, by weights learned from gold texts."""
