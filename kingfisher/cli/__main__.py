"""`python -m kingfisher.cli` is the command line."""

import sys

from kingfisher.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
