"""Run the command line with `python -m notices`."""

from notices.cli import main

main()
