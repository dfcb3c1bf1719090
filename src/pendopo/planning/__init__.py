"""Questions with an exact answer, asked and answered in plain Python."""
