"""Privacy notices for schools and local authorities in England."""

__version__ = "0.1.0"
