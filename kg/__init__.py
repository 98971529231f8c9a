"""devcoop-kg: a knowledge graph of development cooperation, each statement tied to the words that make it."""

__version__ = "0.1.0"
