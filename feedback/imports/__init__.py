"""How a hospital brings its ledger: files of rows become cases, each row once, none lost silently."""
