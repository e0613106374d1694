"""What the demo hospital has been told, in texts of our own, and how it is brought to life."""
