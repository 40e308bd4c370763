#!/usr/bin/env python3
"""score_speakers.py GOLD.jsonl PRED.jsonl: of the quotations whose source is `he` or `she`, how many speakers are resolved
and how many of those are right.

GOLD: {"doc_id", "text", "mentions": [{"span", "cluster"}]} (gum-news). PRED: what `onrecord-bench predict quotations` writes
for it. A speaker is right when its last word stands in another mention of the pronoun's cluster. Pronouns that no gold
mention holds, or whose cluster has no name in capitals, are left out. Standard library only."""

import json
import re
import sys

PRONOUNS = {"he", "she", "him", "her", "his"}


def load(path):
    with open(path, encoding="utf-8") as file:
        return {entry["doc_id"]: entry for entry in map(json.loads, file)}


def main():
    gold, ours = load(sys.argv[1]), load(sys.argv[2])
    n_asked = n_resolved = n_right = n_named = n_named_right = 0
    for doc_id, answer in ours.items():
        text, mentions = gold[doc_id]["text"], gold[doc_id]["mentions"]
        seen = set()
        for quotation in answer["quotations"]:
            source = quotation["source"]
            if not source or tuple(source) in seen:
                continue
            seen.add(tuple(source))
            words = text[slice(*source)]
            is_pronoun = words.lower() in PRONOUNS
            inside = [m for m in mentions if m["span"][0] == source[0] and m["span"][1] <= source[1] + 1]
            if not inside:
                continue
            cluster = max(inside, key=lambda m: m["span"][1])["cluster"]
            names = {w for m in mentions if m["cluster"] == cluster for w in re.findall(r"\w+", text[slice(*m["span"])])}
            if not any(w[0].isupper() and w.lower() not in PRONOUNS for w in names):
                continue
            speaker = quotation.get("speaker")
            is_right = bool(speaker) and re.findall(r"\w+", speaker)[-1] in names
            if is_pronoun:
                n_asked, n_resolved, n_right = n_asked + 1, n_resolved + bool(speaker), n_right + is_right
                if speaker and not is_right and "-v" in sys.argv:
                    print(doc_id, source, speaker, "|", text[max(0, source[0] - 200) : source[1] + 40].replace("\n", " / "))
            elif speaker:
                n_named, n_named_right = n_named + 1, n_named_right + is_right
    print(f"pronouns: {n_asked}, resolved {n_resolved} ({100 * n_resolved / max(n_asked, 1):.0f} %), right {n_right} ({100 * n_right / max(n_resolved, 1):.0f} % of resolved)")
    print(f"other sources with a speaker: {n_named}, right {n_named_right} ({100 * n_named_right / max(n_named, 1):.0f} %)")


if __name__ == "__main__":
    main()
