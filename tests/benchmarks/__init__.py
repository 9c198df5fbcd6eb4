"""Benchmarks: ratios against other tools in the same run; run by `make bench`."""
