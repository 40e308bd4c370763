"""Reads our own marked news: `text/BEAT/NN.txt` (CC0), quotations and names marked in the text.

A paragraph a line, an empty line between articles. `{s|…}` source, `{c|…}` cue, `{q|…}` content; `[p|…]`
person, `[o|…]` organization, `[l|…]` place. Marks of the same brackets never nest; the two may.
"""

import collections
import re

KINDS = {"s": "source", "c": "cue", "q": "content", "p": "person", "o": "organization", "l": "place"}
OPENING = re.compile(r"\{([scq])\||\[([pol])\|")

# Spans are (start, end, kind), offsets in code points of `text`, in order.
Article = collections.namedtuple("Article", "text quotations names")


def read(path):
    """The articles of one file."""
    with open(path, encoding="utf-8") as file:
        blocks = re.split(r"\n\s*\n", file.read().strip())
    return [article(block) for block in blocks if block]


def article(marked):
    """Text and spans of one article; raises ValueError where marks do not fit."""
    text, quotations, names = "", [], []
    for line in marked.splitlines():
        plain, spans = unmarked(line.strip())
        for start, end, kind in spans:
            found = quotations if kind in ("source", "cue", "content") else names
            found.append((len(text) + start, len(text) + end, kind))
        text += plain + "\n"
    return Article(text, sorted(quotations), sorted(names))


def unmarked(line):
    """One line without its marks, and what they marked."""
    plain, spans, is_open, at = "", [], [], 0
    while at < len(line):
        opening = OPENING.match(line, at)
        closes = is_open and line[at] == ("}" if is_open[-1][1] in "scq" else "]")
        if opening:
            is_open.append((len(plain), opening[1] or opening[2]))
            at = opening.end()
        elif closes:
            start, mark = is_open.pop()
            spans.append((start, len(plain), KINDS[mark]))
            at += 1
        elif line[at] in "{}":
            raise ValueError(f"mark out of place: {line[max(0, at - 30) : at + 30]}")
        else:
            plain += line[at]
            at += 1
    if is_open:
        raise ValueError(f"mark not closed: {line[:80]}")
    return plain, spans
