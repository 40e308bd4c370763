"""Tokens and their features, read from the Rust program that also computes them at run time.

Build it once: cargo build --release -p onrecord-text --example features
"""

import os
import subprocess

import numpy as np

PROGRAM = os.environ.get("ONRECORD_FEATURES", "target/release/examples/features")
START, END, WORD, PREFIX, SUFFIX, SHAPE, FLAGS = range(7)
SEPARATOR = 255
N_PREFIXES, N_SUFFIXES, N_SHAPES, N_FLAGS, N_CLASSES = 2048, 4096, 512, 256, 256


def read(texts, *of):
    """One array of shape (tokens, 7) per text; offsets in code points. `of` may be "names"."""
    encoded = [text.encode() for text in texts]
    given = b"".join(len(text).to_bytes(4, "little") + text for text in encoded)
    answer = subprocess.run([PROGRAM, *of], input=given, stdout=subprocess.PIPE, check=True).stdout
    numbers = np.frombuffer(answer, dtype="<u4").astype(np.int64)
    found, at = [], 0
    while at < len(numbers):
        n_tokens = numbers[at]
        found.append(numbers[at + 1 : at + 1 + 7 * n_tokens].reshape(-1, 7))
        at += 1 + 7 * n_tokens
    assert len(found) == len(texts)
    return found


def lines(tokens):
    """The lines of a text as (first token, token after the last), separators left out."""
    edges = np.flatnonzero(tokens[:, FLAGS] == SEPARATOR)
    starts, ends = [0, *(edges + 1)], [*edges, len(tokens)]
    return [(start, end) for start, end in zip(starts, ends) if start < end]


class Vocabulary:
    """Frequent words by hash, in the order of the hashes, and classes of words."""

    def __init__(self, counts, least, n_others, classes):
        self.words = np.array(sorted(w for w, n in counts.items() if n >= least), dtype=np.int64)
        self.n_others = n_others
        self.classes = {w: c for w, c in classes.items() if c}
        keys = sorted(self.classes)
        self.class_keys = np.array(keys, dtype=np.int64)
        self.class_values = np.array([self.classes[k] for k in keys], dtype=np.int64)

    @property
    def n_rows(self):
        return 1 + len(self.words) + self.n_others

    def rows(self, tokens):
        """Table rows per token: word, prefix, suffix, shape, flags, class."""
        word = tokens[:, WORD]
        at = np.searchsorted(self.words, word).clip(0, max(len(self.words) - 1, 0))
        known = self.words[at] == word
        other = 1 + len(self.words) + word % self.n_others
        row = np.where(known, 1 + at, other)
        row[tokens[:, FLAGS] == SEPARATOR] = 0
        kind = np.zeros_like(row)
        if len(self.class_keys):
            at = np.searchsorted(self.class_keys, word).clip(0, len(self.class_keys) - 1)
            kind = np.where(self.class_keys[at] == word, self.class_values[at], 0)
        columns = [tokens[:, c] for c in (PREFIX, SUFFIX, SHAPE, FLAGS)]
        return np.stack([row, *columns, kind], axis=1)
