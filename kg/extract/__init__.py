"""Extraction: from tapes of mentions to facts with evidence. Frames are data; this is how they are filled."""
