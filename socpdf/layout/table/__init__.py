"""The steps of setting a table: prepare its cells, find widths for its columns, heights for its rows, draw."""
