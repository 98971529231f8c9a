"""How well documents are read: their facts against gold facts, which people wrote down after reading them."""
