"""The steps of setting a table: prepare cells, find widths for columns and heights for rows, draw."""
