"""Which names are of one thing: comparison across spellings and scripts, and the IRI that a thing goes by."""
