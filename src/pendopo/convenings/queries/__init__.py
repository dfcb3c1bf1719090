"""Reads of a convening."""
