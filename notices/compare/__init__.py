"""Comparing: what changes between two states of law and wording, and for whom."""
