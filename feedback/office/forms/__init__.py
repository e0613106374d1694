"""The small forms of the office, one for each act. Each does its act through `feedback.services`."""
