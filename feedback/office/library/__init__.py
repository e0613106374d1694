"""The case library: what closed cases teach, to be searched, compared, printed and taken on."""
