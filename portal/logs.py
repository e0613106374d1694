"""Keeps long numbers out of the log: a tracking code somebody typed into an address is nobody's to keep."""

import logging
import re

# Ten digits or more, or groups of four as a code is written; a reference or a date is neither.
LONG_NUMBER = re.compile(r"\d{10,}|(?:\d{4}(?:[ -]|%20|\+)){2,}\d{2,}")


class NumbersFilter(logging.Filter):
    """Replace every long number of a log line by a word."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        masked = LONG_NUMBER.sub("[number]", message)
        if masked != message:
            record.msg, record.args = masked, ()
        return True
