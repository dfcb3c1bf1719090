"""`python -m pendopo.planning` is `pendopo plan`."""

import sys

from pendopo.planning.cli import main

sys.exit(main(sys.argv[1:]))
