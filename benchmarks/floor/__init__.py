"""The floor: a bare Django project that does what each operation cannot do without, and no more."""
