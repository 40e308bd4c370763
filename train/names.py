"""Trains the name tagger: person, organization, place.

python train/names.py --data FOLDER --census FOLDER --geonames FOLDER --companies FOLDER --out lang/en/names.model [--dev conllpp_dev.txt]

FOLDER holds wikigold, wnut17, broad-twitter and re3d; see README.md. Our own marked news lies in text/.
"""

import argparse
import collections
import glob
import os
import random

import torch

import exchange
import export
import features
import gazetteer
import learn
import marked
import network
from quotations import token_range

KINDS = ["person", "organization", "place"]
KIND_OF = {
    "PER": "person", "person": "person", "Person": "person", "ORG": "organization", "corporation": "organization",
    "group": "organization", "Organisation": "organization", "LOC": "place", "location": "place", "Location": "place",
}
N_OTHERS = 4096


def read_conll(path, column=-1):
    """Sentences as (tokens, spans by token)."""
    return [sentence for article in read_articles(path, column) for sentence in article]


def read_articles(path, column=-1):
    """The sentences of each article, where `-DOCSTART-` marks them."""
    articles, sentences, tokens, tags = [], [], [], []
    with open(path, encoding="utf-8") as file:
        for line in [*file, ""]:
            fields = line.split()
            if not fields or fields[0] == "-DOCSTART-":
                if tokens:
                    sentences.append((tokens, spans_of(tags)))
                tokens, tags = [], []
                if fields and sentences:
                    articles.append(sentences)
                    sentences = []
                continue
            tokens.append(fields[0])
            tags.append(fields[column] if len(fields) > 1 else "O")
    return [*articles, sentences]


def spans_of(tags):
    """Spans from IOB1 or IOB2 tags, of the kinds we know."""
    spans, start, kind = [], None, None
    for at, tag in enumerate([*tags, "O"]):
        edge, _, name = tag.partition("-")
        if kind is not None and (edge != "I" or name != kind):
            if kind in KIND_OF:
                spans.append((start, at, KIND_OF[kind]))
            kind = None
        if edge in "BI" and kind is None:
            start, kind = at, name
    return spans


def cleaned(tokens, spans, lists):
    """Spans as we understand names: without articles, pronouns, user names and what follows in lower case.

    `Iraqi forces` and `Syrians` are no names, and a country that acts is a place.
    """
    found = []
    for start, end, kind in spans:
        while start < end and (tokens[start].islower() or tokens[start] in ("The", "@")):
            if tokens[start] == "@":
                start = end
                break
            start += 1
        while start < end and tokens[end - 1].islower():
            end -= 1
        words = tokens[start:end]
        if not any(t[:1].isupper() for t in words) or words[0] in ("We", "They", "He", "She", "I", "You", "It"):
            continue
        if kind == "organization" and all(word in lists.peoples for word in words):
            continue
        if kind == "organization" and " ".join(words) in lists.country_names:
            kind = "place"
        found.append((start, end, kind))
    return found


NO_BLANK_BEFORE = {".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "’s", "n’t", "'", "”"}
NO_BLANK_AFTER = {"(", "[", "$", "£", "“", "‘"}


def joined(tokens):
    """The tokens as text, and the span of each; `bench/src/names.rs` joins the same way."""
    text, spans, is_open = "", [], False
    for at, token in enumerate(tokens):
        is_glued = not text or token in NO_BLANK_BEFORE or tokens[at - 1] in NO_BLANK_AFTER
        if token == '"':
            is_glued, is_open = is_glued or is_open, not is_open
        elif at and tokens[at - 1] == '"' and is_open:
            is_glued = True
        text += token if is_glued else " " + token
        spans.append((len(text) - len(token), len(text)))
    return text, spans


def document(sentences):
    """Sentences as one text, a line each, with spans in code points."""
    text, found = "", []
    for tokens, spans in sentences:
        line, places = joined(tokens)
        for start, end, kind in spans:
            found.append((len(text) + places[start][0], len(text) + places[end - 1][1], kind))
        text += line + "\n"
    return text, found


def items_of(documents, words):
    read = features.read([text for text, _ in documents], "names")
    items = []
    for (_, spans), tokens in zip(documents, read):
        by_token = [(*token_range(tokens, span[:2]), span[2]) for span in spans]
        labels = network.encode(by_token, len(tokens), KINDS)
        items += learn.chunks(words.rows(tokens), labels, features.lines(tokens))
    return items


def grouped(sentences, n=6):
    return [sentences[at : at + n] for at in range(0, len(sentences), n)]


def given_texts(folder, lists):
    """Groups of neighboring sentences of the public sets, and in how many of the passes each is read."""
    groups = []
    for name, n_lines, share in (("wikigold", 20, 2), ("re3d", 20, 1), ("wnut17", 6, 1), ("broad-twitter", 6, 0.5)):
        for path in sorted(glob.glob(os.path.join(folder, name, "*.conll*"))):
            sentences = [(t, cleaned(t, s, lists)) for t, s in read_conll(path, 1)]
            groups += [(group, share) for group in grouped(sentences, n_lines)]
    return groups


def times(share, rng):
    return int(share) + (rng.random() < share % 1)


def made_sentences(templates, n, lists, rng):
    """At least `n` sentences with filled slots; a row of a table comes with rows like it."""
    made = []
    while len(made) < n:
        template = rng.choice(templates)
        n_rows = rng.randint(2, 6) if sum(c.isdigit() for c in template) > 2 and len(template.split()) < 14 else 1
        made += [lists.fill(template, rng) for _ in range(n_rows)]
    return made


def main():
    parser = argparse.ArgumentParser()
    for name in ("--data", "--census", "--geonames", "--companies", "--out"):
        parser.add_argument(name, required=True)
    parser.add_argument("--text", default=os.path.join(gazetteer.HERE, "text"), help="our own marked news")
    parser.add_argument("--dev")
    parser.add_argument("--size", type=int, default=64)
    parser.add_argument("--passes", type=int, default=8)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--made", type=int, default=6000, help="made sentences per pass")
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    lists = gazetteer.Gazetteer(args.census, args.geonames, args.companies)
    templates = gazetteer.own("names_templates.txt")
    groups = given_texts(args.data, lists)
    articles = [a for path in sorted(glob.glob(os.path.join(args.text, "*", "*.txt"))) for a in marked.read(path)]
    rng = random.Random(args.seed)
    counts = collections.Counter()
    texts = [document(group)[0] for group, _ in groups] + [article.text for article in articles]
    texts += [document([lists.fill(t, rng)])[0] for t in templates for _ in range(3)]
    for tokens in features.read(texts, "names"):
        counts.update(int(w) for w in tokens[:, features.WORD] if w)
    words = features.Vocabulary(counts, 3, N_OTHERS, lists.classes())
    print(f"{len(groups)} groups, {len(articles)} articles, {words.n_rows} word rows, {len(words.class_keys)} classes")

    def items_of_pass(n, rng):
        documents = [(a.text, a.names) for a in articles] + [exchange.article(a, lists, rng) for a in articles]
        for group, share in groups:
            for _ in range(times(share, rng)):
                documents.append(document([exchange.sentence(t, s, lists, rng) if n else (t, s) for t, s in group]))
        made = made_sentences(templates, args.made, lists, rng)
        documents += [document(group) for group in grouped(made)]
        return items_of(documents, words)

    model = network.Tagger(words.n_rows, KINDS, size=args.size, word_drop=0.25, class_drop=0.2)
    model = learn.train(model, items_of_pass, args.passes, args.rate, args.seed)
    model = export.write(args.out, model, words)
    if args.dev:
        measure(model, words, args.dev)


def measure(model, words, path):
    """Span precision, recall and F1 by kind, exact."""
    documents = [document(article) for article in read_articles(path)]
    right, ours, theirs = collections.Counter(), collections.Counter(), collections.Counter()
    for (text, spans), tokens in zip(documents, features.read([text for text, _ in documents], "names")):
        found = set()
        for first, end, kind in network.decode(network.tag(model, words.rows(tokens)), KINDS):
            start, stop = int(tokens[first, features.START]), int(tokens[end - 1, features.END])
            if text[start:stop].endswith(("'s", "’s")):
                stop -= 2
            found.add((start, stop, kind))
        for name, group in ((ours, found), (theirs, set(spans)), (right, found & set(spans))):
            name.update(kind for _, _, kind in group)
            name["all"] += len(group)
    for kind in ["all", *KINDS]:
        p, r = right[kind] / max(ours[kind], 1), right[kind] / max(theirs[kind], 1)
        print(f"{kind:14s} P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / max(p + r, 1e-9):.1f}  ({theirs[kind]})")


if __name__ == "__main__":
    main()
