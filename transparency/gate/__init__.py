"""What holds a text back from the public: findings in it, each with its place and what to write instead.

Pure but for the windows it asks; it changes nothing. `hard` finds what belongs to one person, `hints`
what may point to one and has to be looked at.
"""

from portal.gate import Finding, Level, Piece
from transparency.gate.reading import digits, of_text, read

__all__ = ["Finding", "Level", "Piece", "digits", "of_text", "read"]
