"""Benchmarks: ratios within one run, so that they mean the same on a slow and on a fast machine."""
