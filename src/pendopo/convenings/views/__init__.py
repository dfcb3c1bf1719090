"""Pages of a convening's desk."""
