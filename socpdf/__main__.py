"""`python -m socpdf` is the command `socpdf`."""

import sys

from socpdf.cli import main

if __name__ == "__main__":
    sys.exit(main())
