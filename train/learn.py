"""Training: batches of similar length, AdamW with warm-up, an average of the weights."""

import copy
import random
import sys
import time

import numpy as np
import torch

PADDED_TOKENS = 3072
CHUNK_TOKENS = 160


def chunks(rows, labels, lines):
    """Consecutive lines of one text packed to at most CHUNK_TOKENS tokens."""
    packed, start, end = [], None, None
    for first, last in lines:
        if start is not None and last - start > CHUNK_TOKENS:
            packed.append((rows[start:end], labels[start:end]))
            start = None
        if start is None:
            start = first
        end = last
    if start is not None:
        packed.append((rows[start:end], labels[start:end]))
    return packed


def batches(items, rng):
    """Items of similar length together, in random order."""
    order = sorted(range(len(items)), key=lambda i: (len(items[i][0]) + rng.random() * 8))
    found, batch = [], []
    for i in order:
        if batch and (len(batch) + 1) * len(items[i][0]) > PADDED_TOKENS:
            found.append(batch)
            batch = []
        batch.append(i)
    found.append(batch)
    rng.shuffle(found)
    return found


def padded(items):
    longest = max(len(rows) for rows, _ in items)
    rows = np.zeros((len(items), longest, items[0][0].shape[1]), dtype=np.int64)
    labels = np.zeros((len(items), longest), dtype=np.int64)
    mask = np.zeros((len(items), longest), dtype=bool)
    for i, (r, l) in enumerate(items):
        rows[i, : len(r)], labels[i, : len(l)], mask[i, : len(l)] = r, l, True
    return torch.tensor(rows), torch.tensor(labels), torch.tensor(mask)


def train(model, items_of_pass, n_passes, rate, seed):
    """`items_of_pass(pass, rng)` gives the items; returns the average of the weights."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    decayed = [p for n, p in model.named_parameters() if p.dim() == 2 and n not in ("steps",)]
    others = [p for n, p in model.named_parameters() if not (p.dim() == 2 and n not in ("steps",))]
    groups = [{"params": decayed, "weight_decay": 0.02}, {"params": others, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98))
    passes = []
    for n in range(n_passes):
        items = items_of_pass(n, rng)
        passes.append((items, batches(items, rng)))
    n_steps, step, n_averaged = sum(len(b) for _, b in passes), 0, 0
    average = copy.deepcopy(model)
    for n, (items, groups_of_items) in enumerate(passes):
        total, began = 0.0, time.process_time()
        for batch in groups_of_items:
            model.train()
            warm = 0.05 * n_steps
            scale = min(1.0, (step + 1) / warm) if step < warm else (n_steps - step) / (n_steps - warm)
            for group in optimizer.param_groups:
                group["lr"] = rate * scale
            loss = model.loss(*padded([items[i] for i in batch]))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += float(loss.detach())
            if step % 4 == 0:
                decay = min(0.98, (n_averaged + 1) / (n_averaged + 10))
                with torch.no_grad():
                    for kept, now in zip(average.parameters(), model.parameters()):
                        kept.lerp_(now, 1 - decay)
                n_averaged += 1
            step += 1
        spent = time.process_time() - began
        print(f"pass {n + 1}: loss {total / len(groups_of_items):.4f}, {spent:.0f} CPU s", file=sys.stderr, flush=True)
    return average
