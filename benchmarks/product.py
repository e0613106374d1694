"""The product's settings for the bench: its own, and one address more for the admin's empty frame."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.addresses"
