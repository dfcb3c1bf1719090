"""HiGHS works in silence: standard output belongs to whoever reads the plan."""

import subprocess
import sys

PROGRAM = """
import numpy as np
from pendopo.planning.highs import Linear
print("before", flush=True)
one = Linear(np.ones((1, 1)), (np.ones(1), np.ones(1)), (np.zeros(1), np.ones(1)), np.ones(1))
two = Linear(np.ones((1, 1)), (np.ones(1), np.ones(1)), (np.zeros(1), np.ones(1)), np.ones(1))
print("after")
"""


def test_the_first_solver_of_a_process_prints_nothing():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)

    assert (done.stdout, done.stderr) == ("before\nafter\n", "")
