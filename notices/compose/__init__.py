"""Composing: which facts, in which words, in which order."""

from notices.compose.composing import Choices, compose
from notices.compose.notice import Notice
from notices.compose.requirements import missing

__all__ = ["Choices", "Notice", "compose", "missing"]
