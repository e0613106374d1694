"""The house looks for its own leaks: private strings are planted in a copy, and all that is public is read.

`twin` makes the copy and a process that lives in it, `run` does the work there, `schedule` says when.
"""
