"""A convening from a folder of CSV files: read everything, name every fault, store all or nothing."""
