"""Forms of the desk pages about a convening."""
