"""The engine of the grammar: an alphabet of kinds, tapes, patterns. It knows no language and no kind of fact."""
