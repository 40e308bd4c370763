#!/usr/bin/env python3
"""score_claims.py GOLD.jsonl[.gz] ANSWERS.jsonl: how often figures tell support from refutation.

GOLD lines: unique_id, claim, evidence, label (VitaminC). ANSWERS lines: unique_id, label. Counted are
pairs with a figure in digits on both sides (years and days of the month are none). Printed as JSON:
over the pairs labeled SUPPORTS or REFUTES, how often an answer speaks and how often it is then right;
over the NOT ENOUGH INFO pairs, how often it speaks; and how often it is right of all it speaks on."""
import gzip, json, re, sys

MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
NOT_FIGURES = re.compile(rf"\b{MONTH}\s+\d{{1,2}}\b|\b\d{{1,2}}\s+{MONTH}\b|\b(?:19|20)\d\d\b(?!,)")


def has_figure(text):
    return bool(re.search(r"\d", NOT_FIGURES.sub(" ", text)))


def read(path):
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def main(gold, answers):
    answers = {line["unique_id"]: line["label"] for line in read(answers)}
    n = spoken = right = n_open = spoken_open = 0
    for pair in read(gold):
        if not (has_figure(pair["claim"]) and has_figure(pair["evidence"])):
            continue
        answer = answers.get(pair["unique_id"], "NOT ENOUGH INFO")
        speaks = answer in ("SUPPORTS", "REFUTES")
        if pair["label"] == "NOT ENOUGH INFO":
            n_open, spoken_open = n_open + 1, spoken_open + speaks
        else:
            n, spoken, right = n + 1, spoken + speaks, right + (answer == pair["label"])
    share = lambda part, whole: round(part / whole, 4) if whole else None
    return {"pairs": n, "speaks": share(spoken, n), "right_where_it_speaks": share(right, spoken),
            "open_pairs": n_open, "speaks_on_open": share(spoken_open, n_open),
            "right_of_all_spoken": share(right, spoken + spoken_open)}


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:3])))
