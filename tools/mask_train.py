#!/usr/bin/env python3
"""Learns the weights of the mask ranker (dicts/mask_weights.toml). Needs numpy.

    mask_train.py TRIAL.jsonl FEATURES.ndjson           figures, each source by weights of the others
    mask_train.py TRIAL.jsonl FEATURES.ndjson --write   the same, then weights of all sources into dicts/

TRIAL.jsonl is made by tools/mask_trial.py, FEATURES.ndjson by `--example mask_features`.
A conditional logit over the fillings of each mask, with weights of their own for masks of
one character, of two and of more; two sets: `alone` without what the article's other masks
say, `together` with it. Then a logistic curve from the winner's odds to its being right.
Features that begin with learnt matter in `batch` rows only. Nothing is random.
"""
import collections
import json
import os
import subprocess
import sys
import numpy as np

TOOL = os.environ.get("MASK_TOOL", "target/quick/examples/mask_features")
TOGETHER = ["votes", "elected", "chance"]
OUT = "dicts/mask_weights.toml"
PENALTY = float(os.environ.get("PENALTY", "2.0"))
CLASSES = 3
# Set by hand: the words of dicts/masks.toml are no commoner among masks made at random.
FIXED = {"suspect": ([1.0, 1.0, 1.0], [1.2, 1.2, 1.2])}


def names():
    return subprocess.run([TOOL, "names"], capture_output=True, text=True, check=True).stdout.split()


class Set:
    """Masks with the features of their fillings and which filling is the truth (-1 for none)."""

    def __init__(self, trial, features):
        rows = {(r["id"], r["mode"]): r for r in map(json.loads, open(trial, encoding="utf-8"))}
        by_id = {r["id"]: r for r in rows.values()}
        self.masks, self.total = [], collections.Counter()
        for line in open(features, encoding="utf-8"):
            found = json.loads(line)
            row = by_id[found["id"]]
            gold = {len(row["text"][:s].encode()): g for s, g in row["gold"]}
            source = row["mode"] + " " + row["publisher"]
            self.total.update({source: len(gold)})
            for start, fillings in found["masks"]:
                truth = gold.get(start)
                if truth is None or not fillings:
                    continue
                texts = [f[0] for f in fillings]
                place = texts.index(truth) if truth in texts else -1
                self.masks.append((source, len(truth), place, np.array([f[1] for f in fillings], dtype=np.float32)))


def padded(masks, width=72):
    n, k = len(masks), masks[0][3].shape[1]
    x = np.zeros((n, width, k), dtype=np.float32)
    live = np.zeros((n, width), dtype=bool)
    y = np.array([m[2] if m[2] < width else -1 for m in masks])
    for i, m in enumerate(masks):
        rows = m[3][:width]
        x[i, : len(rows)] = rows
        live[i, : len(rows)] = True
    return x, live, y


def softmax(x, live, w):
    s = np.where(live, x @ w, -1e9)
    s = s - s.max(1, keepdims=True)
    e = np.exp(s)
    return e / e.sum(1, keepdims=True)


def fit(masks, allowed, start=None):
    """Newton-free: Adam on the conditional likelihood, features scaled."""
    masks = [m for m in masks if m[2] >= 0]
    x, live, y = padded(masks)
    keep = y >= 0
    x, live, y = x[keep], live[keep], y[keep]
    k = x.shape[2]
    scale = np.array([max(x[..., j][live].std(), 1e-3) for j in range(k)])
    xs = x / scale
    w = np.zeros(k) if start is None else start * scale
    m = v = np.zeros(k)
    rows = np.arange(len(y))
    for t in range(1, 401):
        p = softmax(xs, live, w)
        gradient = np.einsum("nwk,nw->k", xs, p) - xs[rows, y].sum(0) + PENALTY * w
        gradient = gradient / len(y) * allowed
        m = 0.9 * m + 0.1 * gradient
        v = 0.99 * v + 0.01 * gradient**2
        w = w - 0.05 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.99**t)) + 1e-8)
    return w / scale


def by_class(masks, c):
    return [m for m in masks if min(m[1], CLASSES) == c + 1]


def learn(masks, features):
    alone = np.array([float(f not in TOGETHER and f not in FIXED) for f in features])
    both = np.array([float(f not in FIXED) for f in features])
    out = []
    for c in range(CLASSES):
        part = by_class(masks, c)
        out.append((fit(part, alone), fit(part, both)))
    return out


def outcomes(masks, weights, features):
    """Odds of the winner, what certainty knows of it, and whether it is right."""
    i = {f: features.index(f) for f in features}
    rows = []
    for source, length, place, x in masks:
        w = weights[min(length, CLASSES) - 1][1]
        s = x @ w
        order = np.argsort(-s, kind="stable")
        p = np.exp(s - s.max())
        p /= p.sum()
        best = order[0]
        odds = float(np.log(max(p[best], 1e-9) / max(1 - p[best], 1e-9)))
        odds = min(max(odds, -4.0), 16.0)
        f = x[best]
        parts = [1.0, odds, max(odds - 4.0, 0.0), float(length == 1), float(length > 2), f[i["votes"]], f[i["learnt"]], f[i["titled"]]]
        rank = int(np.where(order == place)[0][0]) if place >= 0 else 99
        rows.append((source, parts, rank))
    return rows


def certainty(rows):
    x = np.array([r[1] for r in rows])
    y = np.array([float(r[2] == 0) for r in rows])
    # Every source speaks as loudly: what is kept aside may come from any.
    size = collections.Counter(r[0] for r in rows)
    n = np.array([1.0 / max(size[r[0]], 200) ** 0.5 for r in rows])
    n *= len(n) / n.sum()
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-(x @ w)))
        g = x.T @ ((p - y) * n) + 1.0 * w
        h = (x * (n * p * (1 - p))[:, None]).T @ x + np.eye(len(w))
        w -= np.linalg.solve(h, g)
    return w


def report(rows, total, curve, title):
    print(title)
    table = collections.defaultdict(lambda: [0, 0, 0])
    for source, _, rank in rows:
        for key in (source, source.split()[0]):
            t = table[key]
            t[0] += 1
            t[1] += rank == 0
            t[2] += rank < 5
    for key in sorted(table):
        n = sum(v for k, v in total.items() if k == key or k.split()[0] == key)
        print(f"  {key:16} n {n:6} top1 {table[key][1] / n:.3f} top5 {table[key][2] / n:.3f} pool {sum(r[2] < 99 for r in rows if r[0] == key or r[0].split()[0] == key) / n:.3f}")
    p = 1 / (1 + np.exp(-(np.array([r[1] for r in rows]) @ curve)))
    right = np.array([r[2] == 0 for r in rows])
    for low in (0.9, 0.95):
        at = p >= low
        print(f"  p >= {low}: precision {right[at].mean():.3f} coverage {at.sum() / sum(total.values()):.3f}")
    for low in np.arange(0, 1, 0.1):
        at = (p >= low) & (p < low + 0.1)
        if at.any():
            print(f"  {low:.1f}: predicted {p[at].mean():.3f} right {right[at].mean():.3f} n {at.sum()}")


def write(features, weights, curve):
    with open(OUT, "w", encoding="utf-8") as out:
        out.write("# Weights of the mask ranker, for masks of one character, of two, of more (docs/masks.md).\n")
        out.write("# Written by tools/mask_train.py; learnt on masks made in other articles.\n")
        out.write(f"bias = {curve[0]:.4f}\n")
        for j, name in enumerate(features):
            if name in FIXED:
                continue
            rows = [[f"{weights[c][s][j]:.4f}" for c in range(CLASSES)] for s in (0, 1)]
            out.write(f'\n[[feature]]\nname = "{name}"\nalone = [{", ".join(rows[0])}]\ntogether = [{", ".join(rows[1])}]\n')
        for name, (alone, together) in FIXED.items():
            out.write(f'\n[[feature]]\nname = "{name}"\nalone = {alone}\ntogether = {together}\n')
        for name, weight in zip(["odds", "steep", "one", "many", "voted", "learnt", "titled"], curve[1:]):
            out.write(f'\n[[certainty]]\nname = "{name}"\nweight = {weight:.4f}\n')


def main():
    trial, path = sys.argv[1:3]
    features = names()
    data = Set(trial, path)
    sources = sorted({m[0].split()[1] for m in data.masks})
    held = []
    for source in sources:
        others = [m for m in data.masks if m[0].split()[1] != source]
        mine = [m for m in data.masks if m[0].split()[1] == source]
        if len(others) and len(mine) > 300:
            held += outcomes(mine, learn(others, features), features)
    curve = certainty(held)
    report(held, data.total, curve, "each source by the weights of the others")
    weights = learn(data.masks, features)
    for c in range(CLASSES):
        for s in (0, 1):
            print(c + 1, "alone" if s == 0 else "together", {f: round(float(w), 2) for f, w in zip(features, weights[c][s])})
    if "--write" in sys.argv:
        write(features, weights, curve)


main()
