#!/usr/bin/env python3
"""score_natural_copies.py LABELS.jsonl ANSWERS.jsonl [--errors] [--sets FOLDER]

LABELS: natural-copies/labels.jsonl. ANSWERS, one line per pair that the program states an edge for:
{"a", "b", "kind", "one_origin"}; pairs without a line share nothing worth telling.
Prints for all pairs, and for those on even (seen) and odd (kept) lines: how many stated edges are of pairs that share
something worth telling, how many of their kinds are right, precision and recall of `one_origin`, and recall by kind.
`--errors` lists the wrong answers of the seen half; `--sets` checks the labels' digests against the articles in FOLDER.
"""
import glob
import gzip
import hashlib
import json
import sys
from collections import Counter

NOTHING = {"boilerplate", "unrelated"}


def share(part, whole):
    return f"{part}/{whole} = {part / whole:.3f}" if whole else "0/0"


def report(name, pairs, stated):
    edges = kinds = origin_right = origin_stated = origin_found = origin_all = 0
    found, all_of, confused = Counter(), Counter(), Counter()
    for pair in pairs:
        answer = stated.get((pair["a"], pair["b"]))
        allowed = {pair["kind"], *pair["also"]}
        all_of[pair["kind"]] += 1
        found[pair["kind"]] += answer is not None
        if answer:
            edges += not allowed <= NOTHING
            kinds += answer["kind"] in allowed
            confused[pair["kind"], answer["kind"]] += answer["kind"] not in allowed
        if pair["one_origin"] == "unclear":
            continue
        is_one = pair["one_origin"] == "yes"
        says_one = bool(answer) and answer["one_origin"]
        origin_all += is_one
        origin_stated += says_one
        origin_right += is_one and says_one
    n_stated = sum(found.values())
    print(f"{name}: {len(pairs)} pairs, {n_stated} edges stated")
    print(f"  worth telling           {share(edges, n_stated)}")
    print(f"  kind right              {share(kinds, n_stated)}")
    print(f"  one origin, precision   {share(origin_right, origin_stated)}")
    print(f"  one origin, recall      {share(origin_right, origin_all)}")
    rows = "  ".join(f"{kind} {found[kind]}/{n}" for kind, n in all_of.items())
    print(f"  edges stated by label   {rows}")
    worst = [(n, *pair) for pair, n in confused.items() if n]
    for n, label, answer in sorted(worst, reverse=True):
        print(f"    {n} x labeled {label}, stated {answer}")


def check_digests(pairs, folder):
    wanted = {pair[side]: pair["digest_" + side] for pair in pairs for side in "ab"}
    for path in glob.glob(f"{folder}/**/articles.jsonl*", recursive=True):
        with (gzip.open if path.endswith("gz") else open)(path, "rt", encoding="utf-8") as lines:
            for article in map(json.loads, lines):
                digest = hashlib.sha256(article["text"].encode()).hexdigest()[:16]
                expected = wanted.pop(article["id"], digest)
                assert digest == expected, f"{article['id']}: another text than the one labeled"
    assert not wanted, f"not in {folder}: {sorted(wanted)[:5]}"


def main(labels, answers, *options):
    pairs = [json.loads(line) for line in open(labels, encoding="utf-8")]
    stated = {}
    for line in open(answers, encoding="utf-8"):
        answer = json.loads(line)
        stated[answer["a"], answer["b"]] = answer
    if "--sets" in options:
        check_digests(pairs, options[options.index("--sets") + 1])
    report("all", pairs, stated)
    report("seen", pairs[0::2], stated)
    report("kept", pairs[1::2], stated)
    if "--errors" in options:
        for idx, pair in enumerate(pairs[0::2]):
            answer = stated.get((pair["a"], pair["b"]))
            allowed = {pair["kind"], *pair["also"]}
            if (answer["kind"] if answer else "nothing") in allowed or (not answer and allowed & NOTHING):
                continue
            print(f"line {2 * idx}: labeled {sorted(allowed)}, stated {answer}")


if __name__ == "__main__":
    main(*sys.argv[1:])
