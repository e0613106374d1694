"""Open data: what is published, as files for machines and as words that explain them.

Everything here is made of published, intact releases and of nothing else; no count is ever asked for.
"""

from transparency.opendata.descriptor import descriptor, schema
from transparency.opendata.dictionary import (
    FORMATS,
    Section,
    dictionary_file,
    sections,
    table_label,
)
from transparency.opendata.licence import licence
from transparency.opendata.shelf import Issue, issue, shelf
from transparency.opendata.spreadsheets import JSON, NAMES, File, file

__all__ = [
    "FORMATS",
    "JSON",
    "NAMES",
    "File",
    "Issue",
    "Section",
    "descriptor",
    "dictionary_file",
    "file",
    "issue",
    "licence",
    "schema",
    "sections",
    "shelf",
    "table_label",
]
