"""Benchmarks: tasks made from a built dataset, their scorers, baselines and exports."""
