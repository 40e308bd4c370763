"""Trains the quotation tagger: source, cue and content.

python train/quotations.py --train polnear.train.jsonl --marked train/text/*/*.txt --out lang/en/quotations.model
    [--dev polnear.dev.jsonl --answers dev.pred.jsonl]
"""

import argparse
import collections
import json

import numpy as np
import torch

import export
import features
import learn
import marked
import network

KINDS = ["source", "cue", "content"]
N_OTHERS = 2048


def load(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def load_marked(path):
    """Our own marked news in the shape of the others: each span stands alone, labels need no more."""
    found = []
    for article in marked.read(path):
        quotations = []
        for start, end, kind in article.quotations:
            quotation = {"content": None, "cue": None, "all_sources": []}
            quotation.update({"all_sources": [[start, end]]} if kind == "source" else {kind: [start, end]})
            quotations.append(quotation)
        found.append({"text": article.text, "quotations": quotations})
    return found


def token_range(tokens, span):
    """Tokens that a span in code points touches."""
    start = int(np.searchsorted(tokens[:, features.END], span[0], side="right"))
    end = int(np.searchsorted(tokens[:, features.START], span[1], side="left"))
    return start, end


def spans_of(document, tokens):
    """Spans of a document by token, cut at line breaks.

    Where two share a token (`He’s claiming`), content wins, then the source.
    """
    wanted = []
    for kind in ("content", "source", "cue"):
        for quotation in document["quotations"]:
            given = quotation["all_sources"] if kind == "source" else [quotation[kind]]
            wanted += [(kind, span) for span in given or [] if span]
    found = []
    for kind, span in wanted:
        first, end = token_range(tokens, span)
        for line_start, line_end in features.lines(tokens):
            a, b = max(first, line_start), min(end, line_end)
            if a < b and (a, b, kind) not in found:
                found.append((a, b, kind))
    return found


def vocabulary(documents, tokens):
    counts = collections.Counter(int(w) for t in tokens for w in t[:, features.WORD] if w)
    in_cues = collections.Counter()
    for document, t in zip(documents, tokens):
        seen = {tuple(q["cue"]) for q in document["quotations"] if q["cue"]}
        for span in sorted(seen):
            first, end = token_range(t, span)
            in_cues.update(int(w) for w in t[first:end, features.WORD])
    classes = {}
    for word, n in in_cues.items():
        share = n / counts[word]
        if n >= 3:
            classes[word] = 3 if share > 0.5 else 2 if share > 0.15 else 1
    return features.Vocabulary(counts, 3, N_OTHERS, classes)


def quotations_of(labels, tokens, shares):
    """Spans joined within their line: each content with the nearest cue, that with the nearest source.

    What stands in a sentence of the content comes before what stands nearer in another one. With
    the labels of the gold this gives 95 end to end on the dev set; nearest alone 93.
    """
    spans = network.decode(labels, KINDS)
    is_start = (tokens[:, features.FLAGS] & 8 > 0) & (tokens[:, features.FLAGS] != features.SEPARATOR)
    sentence = np.cumsum(is_start)
    found = []
    for line_start, line_end in features.lines(tokens):
        here = [s for s in spans if line_start <= s[0] < line_end]
        for content in (s for s in here if s[2] == "content"):
            inside = (sentence[content[0]], sentence[content[1] - 1])

            def nearest(kind, anchor):
                def far(s):
                    is_outside = not inside[0] <= sentence[s[0]] <= inside[1]
                    return is_outside, max(s[0] - anchor[1], anchor[0] - s[1]), s[0]

                return min((s for s in here if s[2] == kind), key=far, default=None)

            cue = nearest("cue", content)
            found.append({"content": content, "cue": cue, "source": nearest("source", cue or content)})
    chars = lambda s: s and [int(tokens[s[0], features.START]), int(tokens[s[1] - 1, features.END])]
    sure = lambda s: s and float(shares[s[0] : s[1], 1 + KINDS.index(s[2])].mean())
    return [
        {kind: chars(span) for kind, span in joined.items()} | {"sure": {kind: sure(span) for kind, span in joined.items()}}
        for joined in found
    ]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--train", nargs="*", default=[])
    parser.add_argument("--marked", nargs="*", default=[])
    parser.add_argument("--out", required=True)
    parser.add_argument("--dev")
    parser.add_argument("--answers")
    parser.add_argument("--size", type=int, default=64)
    parser.add_argument("--passes", type=int, default=6)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    documents = [document for path in args.train for document in load(path)]
    documents += [document for path in args.marked for document in load_marked(path)]
    tokens = features.read([document["text"] for document in documents])
    words = vocabulary(documents, tokens)
    items = []
    for document, t in zip(documents, tokens):
        labels = network.encode(spans_of(document, t), len(t), KINDS)
        items += learn.chunks(words.rows(t), labels, features.lines(t))
    print(f"{len(documents)} texts, {len(items)} chunks, {words.n_rows} word rows")
    model = network.Tagger(words.n_rows, KINDS, size=args.size)
    model = learn.train(model, lambda n, rng: items, args.passes, args.rate, args.seed)
    model = export.write(args.out, model, words)
    if args.dev:
        answer(model, words, args.dev, args.answers)


def answer(model, words, dev, path):
    """Answers for the dev set with the exported weights, as the Rust side gives them."""
    documents = load(dev)
    tokens = features.read([document["text"] for document in documents])
    with open(path, "w", encoding="utf-8") as file:
        for document, t in zip(documents, tokens):
            scored = network.scored(model, words.rows(t))
            labels, shares = network.viterbi(*scored), network.shares(*scored)
            found = {"doc_id": document["doc_id"], "quotations": quotations_of(labels, t, shares)}
            file.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
