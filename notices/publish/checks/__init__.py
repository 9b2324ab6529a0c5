"""Checking many things at once, and what was found as text, data, and a page."""
