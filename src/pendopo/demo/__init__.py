"""One believable convening, told by tables and built through the actions of the apps."""
