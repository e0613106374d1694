"""Where the office is hung into Wagtail's admin."""
