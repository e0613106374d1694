"""The office's analysis: pages of exhibits, each a chart and its table, read from roll-ups alone."""
