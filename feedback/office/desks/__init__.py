"""The desks of the office, one for each act that is done on a page of its own."""

from feedback.office.desks import (
    aftercare,
    answering,
    arrival,
    departments,
    dialogue,
    kinship,
    orders,
    protection,
    sorting,
)
from feedback.office.desks.desk import Desk

__all__ = ["DESKS", "Desk"]

DESKS: dict[str, Desk] = {
    desk.act: desk
    for desk in (
        *arrival.DESKS,
        *sorting.DESKS,
        *departments.DESKS,
        *dialogue.DESKS,
        *answering.DESKS,
        *aftercare.DESKS,
        *orders.DESKS,
        *kinship.DESKS,
        *protection.DESKS,
    )
}
