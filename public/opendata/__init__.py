"""The open data: every public table, said once in `tables`; files, API, dictionary and catalogue are made from there.

`types` says what a column holds and how it is written, `structure` what a table is, `reading` gets its rows from the
database; `files`, `workbook`, `openapi`, `dictionary` and `catalogue` write them, or what is known of them.
"""
