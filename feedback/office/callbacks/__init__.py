"""The callback centre: who is to be called, what to say, and what was said. It opens no case."""
