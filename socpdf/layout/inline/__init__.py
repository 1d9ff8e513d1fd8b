"""Text into lines, in four steps: collect, prepare, break, finalize."""
