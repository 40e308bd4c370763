"""Names exchanged for others of the same kind, so that the tagger learns from what stands around them."""


def sentence(tokens, spans, lists, rng):
    """A sentence with some names exchanged for others of the kind, now and then all in capitals."""
    makers = {"person": lists.person, "organization": lists.organization, "place": lists.place}
    out, moved, done = [], [], 0
    for start, end, kind in spans:
        out += tokens[done:start]
        words = tokens[start:end]
        if rng.random() < 0.35:
            words = makers[kind](rng).split() if end - start > 1 or kind != "person" else lists.surname(rng).split()
        moved.append((len(out), len(out) + len(words), kind))
        out += words
        done = end
    out += tokens[done:]
    return ([token.upper() for token in out] if rng.random() < 0.04 else out), moved


def article(article, lists, rng):
    """Text and names of an article, some of the names exchanged for others, each the same throughout."""
    exchanged = Exchange(lists, rng)
    text, spans, done = "", [], 0
    for start, end, kind in article.names:
        text += article.text[done:start]
        words = exchanged.words(article.text[start:end], kind)
        spans.append((len(text), len(text) + len(words), kind))
        text, done = text + words, end
    text += article.text[done:]
    # Headlines in capitals are read by the text below them.
    head = text.index("\n") if rng.random() < 0.2 else 0
    shouted = text[:head].upper()
    return (shouted + text[head:] if len(shouted) == head else text), spans


class Exchange:
    """New names for those of one article."""

    SHARES = {"person": 0.6, "organization": 0.4, "place": 0.4}

    def __init__(self, lists, rng):
        self.lists, self.rng, self.known = lists, rng, {}

    def words(self, old, kind):
        # A surname is exchanged with the full name that it ends.
        last = old.split()[-1]
        key = (kind, (last if kind == "person" else old).lower())
        if key not in self.known:
            self.known[key] = self.other(old, kind) if self.rng.random() < self.SHARES[kind] else None
        new = self.known[key]
        if new is None:
            return old
        if kind == "person" and old == last:
            new = new.split()[-1]
        elif kind == "person" and old[1:2] == ".":
            new = new[0] + ". " + new.split()[-1]
        return new.upper() if old.isupper() and len(old) > 3 else new

    def other(self, old, kind):
        if kind == "person":
            return self.lists.person(self.rng)
        if kind == "organization":
            if old.isupper() and len(old) < 6:
                return self.lists.acronym(self.rng)
            return self.lists.like_organization(old, self.rng)
        return self.lists.like_place(old, self.rng)
