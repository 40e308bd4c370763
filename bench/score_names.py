#!/usr/bin/env python3
"""score_names.py GOLD.conll PRED.conll: span precision, recall and F1 of people, organizations and places.

A span is right when its first token, last token and kind are; other labels of the gold are left out, and so
are ours there. Tags may be IOB1 or IOB2. Standard library only."""

import collections
import sys

KIND = {"per": "person", "person": "person", "org": "organization", "corporation": "organization", "group": "organization",
        "organisation": "organization", "organization": "organization", "loc": "place", "location": "place", "gpe": "place"}


def spans(path):
    found, open_span, at = set(), None, 0
    with open(path, encoding="utf-8") as file:
        for line in [*file, ""]:
            fields = line.split()
            tag = fields[-1] if len(fields) > 1 else "O"
            edge, _, name = tag.partition("-")
            kind = KIND.get(name.lower())
            if open_span and (edge != "I" or kind != open_span[1] or not fields):
                found.add((open_span[0], at, open_span[1]))
                open_span = None
            if fields and edge in ("B", "I") and kind and not open_span:
                open_span = (at, kind)
            at += 1
    return found


def main():
    gold, ours = spans(sys.argv[1]), spans(sys.argv[2])
    for kind in ["person", "organization", "place", "all"]:
        of_kind = lambda given: {s for s in given if kind in ("all", s[2])}
        right, n_ours, n_gold = len(of_kind(gold) & of_kind(ours)), len(of_kind(ours)), len(of_kind(gold))
        precision, recall = right / max(n_ours, 1), right / max(n_gold, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"{kind:13s} P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}   gold {n_gold}, ours {n_ours}")


if __name__ == "__main__":
    main()
