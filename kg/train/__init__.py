"""Learning the weights of the judge from gold texts."""
