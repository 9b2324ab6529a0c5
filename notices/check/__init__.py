"""Checking: what somebody should look at before a notice stands on a website."""
