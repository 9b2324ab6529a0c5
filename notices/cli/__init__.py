"""The command line: options in, one call, text out.

It alone knows Typer, the clock and stdout.  Heavy imports wait for their command.
"""

from notices.cli.app import main

__all__ = ["main"]
