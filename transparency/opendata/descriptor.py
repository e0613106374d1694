"""The catalogue for machines: a Data Package (Frictionless, version 2) and the schemas of its tables."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from transparency.opendata.columns import FIGURES, KO41A, MISSING
from transparency.opendata.licence import licence
from transparency.opendata.shelf import Issue

PROFILE = "https://datapackage.org/profiles/2.0/"
COLUMNS = {"figures": FIGURES, "ko41a": KO41A}


def schema(name: str) -> dict[str, Any]:
    """Return the Table Schema of one sort of table. Raises `KeyError`."""
    return {
        "$schema": f"{PROFILE}tableschema.json",
        "fields": [column.field() for column in COLUMNS[name]],
        "missingValues": MISSING[name],
    }


def descriptor(
    issues: Iterable[Issue], *, title: str, homepage: str, feeds: Iterable[tuple[str, str]] = ()
) -> dict[str, Any]:
    """Return the Data Package of all that may be read; its paths start at its own address."""
    found = [one for one in issues if one.intact]
    terms = licence()
    hospitals = {one.hospital.code: one.hospital.label for one in found}
    package: dict[str, Any] = {
        "$schema": f"{PROFILE}datapackage.json",
        "name": "patient-feedback",
        "title": title,
        "description": _(
            "Counts of what patients told the hospital and what became of it. Counts of one to seven are withheld, all others rounded to five. Each release is frozen; its hash is that of its release.json."
        ),
        "homepage": homepage,
        "licenses": [{"name": terms.name, "path": terms.address}],
        "contributors": [{"title": name, "roles": ["publisher"]} for name in hospitals.values()],
        "keywords": ["complaints", "patient feedback", "hospital", "KO41a"],
        "resources": [resource for one in found for resource in _resources(one)],
        "feeds": [{"title": name, "path": address} for name, address in feeds],
    }
    if found:
        package["created"] = max(one.published_at for one in found).isoformat()
    return package


def _resources(issue: Issue) -> list[dict[str, Any]]:
    code, version = issue.period.code, issue.version
    shared = {
        "period": code,
        "version": str(version),
        "status": "current" if issue.is_current else "superseded",
        "published": issue.published_at.isoformat(),
        "encoding": "utf-8",
    }
    if issue.why_superseded:
        shared["superseded_because"] = issue.why_superseded
    front = {"name": f"{code}-v{version}".lower(), "path": f"{code}/v{version}/"}
    tables = [
        {
            "name": f"{front['name']}-{name}",
            "path": f"{front['path']}{name}.csv",
            "type": "table",
            "format": "csv",
            "mediatype": "text/csv",
            "schema": f"schema/{name}.json",
            **shared,
        }
        for name in COLUMNS
    ]
    whole = {
        "name": f"{front['name']}-release",
        "path": f"{front['path']}release.json",
        "format": "json",
        "mediatype": "application/json",
        "bytes": issue.size,
        "hash": f"sha256:{issue.sha256}",
        **shared,
    }
    return [whole, *tables]
