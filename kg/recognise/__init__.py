"""Recognition: from folded text to mentions, in layers. What is recognised is data; this is how."""
