"""Swedish words and figures, fonts and shaping: what several stages write text with."""
