#!/usr/bin/env python3
"""Answers of trafilatura, or of htmldate alone, for the pages of a gold file, with their CPU time.

    peers.py trafilatura|htmldate GOLD PAGES OUT

One thread; reading a page is not counted. Needs requirements.txt beside this file.
"""
import json
import sys
import time
from pathlib import Path


def trafilatura_answer(page, address):
    import trafilatura

    document = trafilatura.bare_extraction(page, url=address, with_metadata=True, include_comments=False)
    if document is None:
        return {}
    found = document.as_dict()
    return {
        "text": found.get("text"),
        "title": found.get("title"),
        "authors": [name for name in (found.get("author") or "").split("; ") if name],
        "date": found.get("date"),
        "sitename": found.get("sitename"),
    }


def htmldate_answer(page, address):
    import htmldate

    day = htmldate.find_date(page, url=address, original_date=True, extensive_search=True)
    return {"date": day} if day else {}


tool, gold, pages, out = sys.argv[1:5]
answer = {"trafilatura": trafilatura_answer, "htmldate": htmldate_answer}[tool]
answer(b"<html><body><p>Loads the library.</p></body></html>", None)
answers, spent = {}, 0.0
for key, entry in json.load(open(gold, encoding="utf-8")).items():
    page = (Path(pages) / entry["file"]).read_bytes()
    before = time.thread_time()
    try:
        answers[key] = answer(page, entry.get("url"))
    except Exception as error:
        print(f"{tool} failed on {key}: {error!r}", file=sys.stderr)
        answers[key] = {}
    spent += time.thread_time() - before
answers["_meta"] = {"tool": tool, "pages": len(answers), "cpu_seconds": spent}
json.dump(answers, open(out, "w", encoding="utf-8"))
