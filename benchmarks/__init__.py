"""Measures the product against a bare Django that does the same work and nothing else."""
