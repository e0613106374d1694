"""The rooms of the improvement measures: the list, one measure with its diary, and what is done with it."""
