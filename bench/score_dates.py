#!/usr/bin/env python3
"""Score the answers of `onrecord-bench predict dates` against a gold file.

    score_dates.py GOLD.json ANSWERS.json

GOLD is {page: {"date": "YYYY-MM-DD", ...}}; pages without a full day there count only where a day is
named. Prints the share of pages whose day is right, wrong, not named; how often a named day is right;
how often the interval holds the true day, and how many days it spans at the quartiles (an open end counts
from 1995 or to the first day of 2027). A copy of the gold file with `stripped` in its name makes
the bench date the running text alone, which is the harder measure.
"""
import json
import re
import sys
from datetime import date

gold, answers = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
right = wrong = unnamed = covered = 0
widths = []
for page, entry in gold.items():
    true = re.match(r"\d{4}-\d{2}-\d{2}", entry.get("date") or "")
    answer = answers.get(page, {})
    day = answer.get("date")
    right += bool(true and day == true[0])
    wrong += bool(day and not (true and day == true[0]))
    unnamed += not day
    if true:
        first, last = answer.get("not_before", "1995-01-01"), answer.get("not_after", "2027-01-01")
        covered += answer.get("not_before", "") <= true[0] <= answer.get("not_after", "9999")
        widths.append((date.fromisoformat(last) - date.fromisoformat(first)).days + 1)
n, dated = len(gold), len(widths)
widths.sort()
print(f"pages {n}  right {right / n:.3f}  wrong {wrong / n:.3f}  not named {unnamed / n:.3f}")
print(f"of {right + wrong} named days right {right / max(1, right + wrong):.3f}")
quartiles = " ".join(str(widths[dated * k // 4]) for k in (1, 2, 3)) if widths else "-"
print(f"of {dated} dated pages the interval holds {covered / max(1, dated):.3f}, days at quartiles {quartiles}")
