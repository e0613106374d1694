"""Lets a house be seeded once its apps are loaded: `python -m benchmarks.furnish SEED PLAN CASES`."""

import sys
from importlib import import_module
from pathlib import Path

import django

if __name__ == "__main__":
    seed, plan, cases = sys.argv[1:]
    django.setup()
    import_module(seed).main(Path(plan), int(cases))
