"""Fits the weights of `crates/analyze/src/quotation/confidence.rs`: how sure a quotation is, given its parts.

python train/confidence.py polnear.dev.jsonl dev.pred.jsonl   # the answers that quotations.py wrote

A logistic regression of "this much of the content is right" (CONTENT_SHARE) and "source and content are right" (the
rest) on the log odds of the parts. Prints the weights, and the recall at soft precision 95 where each seventh of the texts is
judged with weights fitted on the others.
"""

import json
import re
import sys

import numpy as np

WORDS = re.compile(r"\w+")
CONTENT_SHARE = 0.7
NAMES = ["BASE", "CONTENT", "CUE", "SOURCE", "NO_CUE", "NO_SOURCE"]


def words_of(text, span):
    return {m.start() for m in WORDS.finditer(text) if span and m.start() < span[1] and m.end() > span[0]}


def load(gold, answers):
    """Features, soft precision, whether content and source are right, and the text, of each quotation."""
    found, n_wanted = [], 0
    answers = {a["doc_id"]: a["quotations"] for a in map(json.loads, open(answers, encoding="utf-8"))}
    for number, document in enumerate(map(json.loads, open(gold, encoding="utf-8"))):
        text = document["text"]
        wanted = [(words_of(text, q["content"]), q) for q in document["quotations"]]
        n_wanted += len(wanted)
        for quotation in answers[document["doc_id"]]:
            ours = words_of(text, quotation["content"])
            soft = max((len(ours & theirs) / max(1, len(ours)) for theirs, _ in wanted), default=0.0)
            met = [q for theirs, q in wanted if 2 * len(ours & theirs) >= len(ours | theirs)]
            source = words_of(text, quotation["source"])
            is_right = any(source & words_of(text, q["source"]) or not (source or q["source"]) for q in met)
            found.append((row(quotation["sure"]), soft, float(is_right), number))
    return [np.array(column, dtype=float) for column in zip(*found)], n_wanted


def row(sure):
    odds = lambda chance: 0.0 if chance is None else np.log((chance + 0.001) / (1.001 - chance))
    parts = [sure["content"], sure["cue"], sure["source"]]
    return [1.0, *map(odds, parts), *(float(part is None) for part in parts[1:])]


def fit(features, target, n_steps=50):
    """Newton's method, with a little ridge so that it always ends."""
    weights = np.zeros(features.shape[1])
    for _ in range(n_steps):
        chance = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (target - chance) - 0.1 * weights
        curve = (features * (chance * (1 - chance))[:, None]).T @ features + 0.1 * np.eye(len(weights))
        weights += np.linalg.solve(curve, slope)
    return weights


def recall_at(scores, soft, n_wanted, least=0.95):
    order = np.argsort(-scores, kind="stable")
    precision = np.cumsum(soft[order]) / np.arange(1, len(order) + 1)
    n_kept = np.flatnonzero(precision >= least).max(initial=-1) + 1
    return soft[order][:n_kept].sum() / n_wanted


def main():
    (features, soft, right, text), n_wanted = load(*sys.argv[1:])
    target = CONTENT_SHARE * soft + (1 - CONTENT_SHARE) * right
    for name, weight in zip(NAMES, fit(features, target)):
        print(f"const {name}: f32 = {weight:.3f};")
    judged = np.zeros(len(soft))
    for fold in range(7):
        held = text % 7 == fold
        judged[held] = features[held] @ fit(features[~held], target[~held])
    product = features[:, 1:4].sum(axis=1)
    print(f"{len(soft)} quotations; share kept at soft precision 95: {recall_at(judged, soft, n_wanted):.3f} of all wanted")
    print(f"by the sum of the log odds alone: {recall_at(product, soft, n_wanted):.3f}")


if __name__ == "__main__":
    main()
