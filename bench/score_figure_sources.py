#!/usr/bin/env python3
"""score_figure_sources.py GOLD.json MARKS.jsonl ANSWERS.json [-v] [even|odd]: of the figures marked by hand, how many are given
to the right source.

GOLD: `zyte.json` or `fundus.json` ({page: {"text", "title"?}}); several files joined by commas. MARKS: see
figure-sources/README.md. ANSWERS: what `onrecord-bench predict figure-sources` writes, {page: [{"in", "figure": [start, end],
"source": [start, end] | "outlet" | null, "speaker": name | null}]}; several files joined by commas.

A figure is found when an answer's number overlaps the mark; `null` declines. A source is right when it overlaps a marked one
by half of the shorter, or when its speaker's last name stands in one. Declining is right for `unclear` only. Traps are scored
apart and within "all": right when nothing was answered. Standard library only."""

import json
import re
import sys
import zlib
from collections import Counter


def load(paths):
    merged = {}
    for path in paths.split(","):
        with open(path, encoding="utf-8") as file:
            merged.update(json.load(file))
    return merged


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def is_source(answer, mark, text):
    source = answer["source"]
    if source == mark["source"]:
        return True
    if isinstance(source, str) or isinstance(mark["source"], str):
        return False
    if source and any(2 * overlap(source, s) >= min(source[1] - source[0], s[1] - s[0]) for s in mark["source"]):
        return True
    last = re.findall(r"\w+", answer.get("speaker") or "")[-1:]
    return bool(last) and any(last[0] in re.findall(r"\w+", text[slice(*s)]) for s in mark["source"])


def main():
    args = [arg for arg in sys.argv[1:] if arg not in ("-v", "even", "odd")]
    half = {"even": 0, "odd": 1}.get(next((arg for arg in sys.argv if arg in ("even", "odd")), ""))
    gold, answers = load(args[0]), load(args[2])
    with open(args[1], encoding="utf-8") as file:
        marks = [mark for mark in map(json.loads, file) if mark["page"] in gold]
    marks = [mark for mark in marks if half is None or mark["id"] % 2 == half]
    counts = Counter()
    for mark in marks:
        text = gold[mark["page"]][mark["in"]]
        if f"{zlib.crc32(text.encode()):08x}" != mark["crc32"]:
            sys.exit(f"mark {mark['id']}: the text of {mark['page']} is not the one that was marked")
        near = [a for a in answers.get(mark["page"], []) if a["in"] == mark["in"] and overlap(a["figure"], mark["figure"])]
        answer = max(near, key=lambda a: overlap(a["figure"], mark["figure"]), default=None)
        kind = mark["source"] if isinstance(mark["source"], str) else "source"
        is_shown = answer is not None and answer["source"] is not None
        if kind == "none":
            outcome = "wrong" if answer else "right"
        elif kind == "unclear":
            outcome = "wrong" if is_shown else "right"
        elif not is_shown:
            outcome = "declined" if answer else "not found"
        else:
            outcome = "right" if is_source(answer, mark, text) else "wrong"
        counts[kind, outcome] += 1
        if "-v" in sys.argv and outcome != "right":
            given = "-" if answer is None else answer["source"]
            given = text[slice(*given)] if isinstance(given, list) else given
            wanted = mark["source"] if kind != "source" else " / ".join(text[slice(*s)] for s in mark["source"])
            start, end = mark["figure"]
            around = text[max(0, start - 170) : start] + "[" + text[start:end] + "]" + text[end : end + 130]
            print(f"{mark['id']} {outcome}: wanted {wanted!r}, given {given!r}\n    {around}".replace("\n\n", " / "))
    print(f"{'':10} {'marks':>6} {'right':>6} {'wrong':>6} {'declined':>9} {'not found':>10}")
    for kind in ("source", "outlet", "unclear", "none"):
        row = [counts[kind, outcome] for outcome in ("right", "wrong", "declined", "not found")]
        print(f"{kind:10} {sum(row):>6} {row[0]:>6} {row[1]:>6} {row[2]:>9} {row[3]:>10}")
    for name, kinds in (("figures", ("source", "outlet", "unclear")), ("all", ("source", "outlet", "unclear", "none"))):
        of = sum(n for (kind, _), n in counts.items() if kind in kinds)
        right = sum(counts[kind, "right"] for kind in kinds)
        shown = sum(counts[kind, outcome] for kind in kinds for outcome in ("right", "wrong"))
        print(f"{name}: {right} of {of} right ({100 * right / max(of, 1):.1f} %), of {shown} shown {100 * right / max(shown, 1):.1f} %")


if __name__ == "__main__":
    main()
