"""The network: hashed features, dilated convolutions, a CRF over BIOES labels."""

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import features

ILLEGAL = -1e4
DILATIONS = (1, 2, 4, 8, 16, 1)


def labels_of(kinds):
    """`O`, then B, I, E, S of each kind."""
    return ["O"] + [f"{edge}-{kind}" for kind in kinds for edge in "BIES"]


def encode(spans, n_tokens, kinds):
    """Labels of tokens from (first, after last, kind); a span that meets an earlier one is left out."""
    found = np.zeros(n_tokens, dtype=np.int64)
    for first, end, kind in spans:
        if first >= end or found[first:end].any():
            continue
        base = 1 + 4 * kinds.index(kind)
        found[first:end] = base + 1
        found[first], found[end - 1] = base, base + 2
        if end - first == 1:
            found[first] = base + 3
    return found


def decode(labels, kinds):
    """(first, after last, kind) of each span; the labels are legal."""
    spans, start = [], 0
    for at, label in enumerate(labels):
        if label == 0:
            continue
        edge = (label - 1) % 4
        if edge in (0, 3):
            start = at
        if edge in (2, 3):
            spans.append((start, at + 1, kinds[(label - 1) // 4]))
    return spans


def legal(n_kinds):
    """Which label may follow which, and which may start."""
    n = 1 + 4 * n_kinds
    opens = np.array([label == 0 or (label - 1) % 4 in (0, 3) for label in range(n)])
    follows = np.zeros((n, n), dtype=bool)
    for a in range(n):
        inside = a > 0 and (a - 1) % 4 in (0, 1)
        for b in range(n):
            if inside:
                same = b > 0 and (b - 1) // 4 == (a - 1) // 4
                follows[a, b] = same and (b - 1) % 4 in (1, 2)
            else:
                follows[a, b] = opens[b]
    return follows, opens


class Layer(nn.Module):
    def __init__(self, size, dilation, dropout):
        super().__init__()
        self.norm = nn.LayerNorm(size)
        self.mix = nn.Linear(3 * size, size)
        self.dilation, self.dropout = dilation, nn.Dropout(dropout)

    def forward(self, x, mask):
        h = self.norm(x) * mask
        k, n = self.dilation, h.shape[1]
        wide = F.pad(h, (0, 0, k, k))
        h = torch.cat([wide[:, :n], h, wide[:, 2 * k :]], dim=2)
        return x + self.dropout(torch.relu(self.mix(h)))


class Tagger(nn.Module):
    def __init__(self, n_words, kinds, size=64, dilations=DILATIONS, dropouts=(0.4, 0.2), word_drop=0.15, class_drop=0.0):
        super().__init__()
        self.kinds, self.word_drop, self.class_drop = list(kinds), word_drop, class_drop
        f = features
        shapes = [(n_words, 64), (f.N_PREFIXES, 24), (f.N_SUFFIXES, 24), (f.N_SHAPES, 16), (f.N_FLAGS, 16), (f.N_CLASSES, 8)]
        self.tables = nn.ModuleList(nn.Embedding(*shape) for shape in shapes)
        for table in self.tables:
            nn.init.normal_(table.weight, 0, 0.3)
        self.drop = nn.Dropout(dropouts[0])
        self.input = nn.Linear(sum(width for _, width in shapes), size)
        self.layers = nn.ModuleList(Layer(size, k, dropouts[1]) for k in dilations)
        self.norm, self.last_drop = nn.LayerNorm(size), nn.Dropout(dropouts[1])
        n_labels = 1 + 4 * len(kinds)
        self.output = nn.Linear(size, n_labels)
        self.steps = nn.Parameter(torch.zeros(n_labels, n_labels))
        self.starts = nn.Parameter(torch.zeros(n_labels))
        follows, opens = legal(len(kinds))
        self.register_buffer("no_step", torch.tensor(np.where(follows, 0.0, ILLEGAL), dtype=torch.float))
        self.register_buffer("no_start", torch.tensor(np.where(opens, 0.0, ILLEGAL), dtype=torch.float))
        for linear in [self.input, self.output, *(layer.mix for layer in self.layers)]:
            bound = linear.in_features**-0.5
            nn.init.uniform_(linear.weight, -bound, bound)
            nn.init.uniform_(linear.bias, -bound, bound)

    def scores(self, rows, mask):
        """Scores per token and label; `rows` as of `Vocabulary.rows`."""
        word = rows[:, :, 0]
        if self.training:
            word = word.masked_fill(torch.rand(word.shape) < self.word_drop, 0)
            if self.class_drop:
                lost = torch.rand(word.shape) < self.class_drop
                rows = torch.cat([rows[:, :, :5], rows[:, :, 5:].masked_fill(lost.unsqueeze(2), 0)], dim=2)
        parts = [self.tables[0](word)] + [table(rows[:, :, i]) for i, table in enumerate(self.tables) if i]
        mask = mask.unsqueeze(2).float()
        x = self.input(self.drop(torch.cat(parts, dim=2)))
        for layer in self.layers:
            x = layer(x, mask)
        return self.output(self.last_drop(self.norm(x)))

    def loss(self, rows, labels, mask):
        """Negative log-likelihood per real token."""
        scores = self.scores(rows, mask)
        steps, starts = self.steps + self.no_step, self.starts + self.no_start
        gold = scores.gather(2, labels.unsqueeze(2)).squeeze(2)
        gold = (gold * mask).sum() + starts[labels[:, 0]].sum()
        gold = gold + (steps[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]).sum()
        alpha = starts + scores[:, 0]
        exp_steps = steps.exp()
        for t in range(1, scores.shape[1]):
            top = alpha.max(dim=1, keepdim=True).values
            # The product of exponentials is a matrix product, several times faster than logsumexp.
            after = torch.log((alpha - top).exp() @ exp_steps + 1e-30) + top + scores[:, t]
            alpha = torch.where(mask[:, t : t + 1], after, alpha)
        return (alpha.logsumexp(dim=1).sum() - gold) / mask.sum()


def viterbi(scores, steps, starts):
    """The best legal labels for one text."""
    best, back = scores[0] + starts, []
    for row in scores[1:]:
        through = best[:, None] + steps
        back.append(through.argmax(axis=0))
        best = through.max(axis=0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def shares(scores, steps, starts):
    """How likely each kind is at each token, after none: forward and backward over one text."""
    weights = np.exp(scores - scores.max(axis=1, keepdims=True)).astype(np.float64)
    exp_steps = np.exp(steps.astype(np.float64))
    before, after = np.zeros_like(weights), np.ones_like(weights)
    before[0] = np.exp(starts) * weights[0]
    for t in range(1, len(weights)):
        row = (before[t - 1] @ exp_steps) * weights[t]
        before[t] = row / row.sum()
    for t in range(len(weights) - 2, -1, -1):
        row = exp_steps @ (after[t + 1] * weights[t + 1])
        after[t] = row / row.sum()
    chances = before * after
    chances /= chances.sum(axis=1, keepdims=True)
    return np.stack([chances[:, 0], *(chances[:, k : k + 4].sum(axis=1) for k in range(1, chances.shape[1], 4))], axis=1)


def scored(model, rows):
    """Scores of one text, all in one go, and those of the steps and starts: what `viterbi` and `shares` take."""
    model.eval()
    with torch.no_grad():
        rows = torch.tensor(rows).unsqueeze(0)
        scores = model.scores(rows, torch.ones(rows.shape[:2], dtype=torch.bool))[0].numpy()
    steps = (model.steps + model.no_step).detach().numpy()
    starts = (model.starts + model.no_start).detach().numpy()
    return scores, steps, starts


def tag(model, rows):
    """Labels for one text."""
    return viterbi(*scored(model, rows))
