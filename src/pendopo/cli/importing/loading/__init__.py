"""From rows to the actions of the apps, in the order in which the files build on each other."""
