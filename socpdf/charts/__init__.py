"""Charts: as they are drawn, and as they are said."""
