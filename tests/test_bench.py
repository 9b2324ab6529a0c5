"""The peers that we measure ourselves beside are given the same words."""

import json
import re
from html import unescape

import pytest

from bench.sample import printable
from bench.typst_source import typst_source
from notices.compose import Choices, compose
from tests.conftest import SCHOOLS, TODAY

TAG = re.compile(r"<[^<>]*>")
STRING = r'"(?:[^"\\]|\\.)*"'
PLACE = re.compile(rf"(link|label|titled|masthead)\((?:label\()?{STRING}")
"""Addresses, targets and colours, which nobody reads."""


@pytest.mark.parametrize("name", SCHOOLS)
def test_typst_prints_every_word_in_the_same_order(name, catalogue, example):
    choices = Choices(today=TODAY)
    it = printable(compose(catalogue, example(name), "pupils", TODAY, choices))

    source = typst_source(it.content, title="", footer="", colour="#1d3557")

    read = PLACE.sub("", source.split("\n", 2)[2])
    words = "".join(json.loads(text) for text in re.findall(STRING, read))
    assert squeezed(words) == squeezed(unescape(TAG.sub("", it.content)))


def squeezed(text: str) -> str:
    return "".join(text.split())
