"""Benchmarks: each a ratio in one run, with its protocol stated."""
