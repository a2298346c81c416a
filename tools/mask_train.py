#!/usr/bin/env python3
"""Learns the weights of the mask ranker (dicts/mask_weights.toml). Needs numpy.

    mask_train.py TRIAL.jsonl FEATURES.ndjson           figures, each third of the articles by the others
    mask_train.py TRIAL.jsonl FEATURES.ndjson --write   the same, then weights of all articles into dicts/

TRIAL.jsonl is made by tools/mask_trial.py, FEATURES.ndjson by `--example mask_features`; several
files of either are separated by commas. Three things are learnt: `alone`, a conditional logit over
the fillings of each mask without what the article's other masks say, with weights of their own for
masks of one character, of two and of more; a net of a few units over everything; and a smaller
net from what is known of the winner and of its article to its being right, on fillings of articles
that the first net had not seen. Deterministic: the seed is fixed.
"""
import collections
import json
import os
import subprocess
import sys
import zlib
import numpy as np

TOOL = os.environ.get("MASK_TOOL", "target/quick/examples/mask_features")
TOGETHER = ["votes", "elected", "chance", "share"]
OUT = "dicts/mask_weights.toml"
PENALTY = float(os.environ.get("PENALTY", "2.0"))
CLASSES, UNITS, WIDTH, EPOCHS = 3, int(os.environ.get("UNITS", "32")), 64, int(os.environ.get("EPOCHS", "20"))
SURE = int(os.environ.get("SURE", "12"))  # units of the second net
SURE_EPOCHS = int(os.environ.get("SURE_EPOCHS", "20"))
FOLDS = 3
# Set by hand: the words of dicts/masks.toml are no commoner among masks made at random.
FIXED = {"suspect": (1.0, float(os.environ.get("SUSPECT", "1.2")))}


def names(what):
    return subprocess.run([TOOL, what], capture_output=True, text=True, check=True).stdout.split()


def fold_of(row):
    """The third of an article, however often and with whatever words it was masked."""
    text = list(row["text"])
    for start, truth in row["gold"]:
        text[start : start + len(truth)] = truth
    longest = max("".join(text).split("\n"), key=len)
    return zlib.crc32(longest[:50].encode()) % FOLDS


class Set:
    """Masks with the features of their fillings and which filling is the truth (-1 for none)."""

    def __init__(self, trials, features):
        self.source, self.mode, self.length, self.truth, self.real, self.article, self.fold, rows = [], [], [], [], [], [], [], []
        article = 0
        self.total = collections.Counter()
        for trial, path in zip(trials.split(","), features.split(",")):
            by_id = {r["id"]: r for r in map(json.loads, open(trial, encoding="utf-8"))}
            for line in open(path, encoding="utf-8"):
                found = json.loads(line)
                row = by_id[found["id"]]
                article += 1
                fold = fold_of(row)
                gold = {len(row["text"][:s].encode()): g for s, g in row["gold"]}
                self.total.update({(row["mode"], row["publisher"]): len(gold)})
                for start, fillings, _ in found["masks"]:
                    truth = gold.get(start)
                    if truth is None or not fillings:
                        continue
                    texts = [f[0] for f in fillings[:WIDTH]]
                    self.source.append(row["publisher"])
                    self.mode.append(row["mode"])
                    self.length.append(min(len(truth), CLASSES) - 1)
                    self.real.append(len(truth))
                    self.article.append(article)
                    self.fold.append(fold)
                    self.truth.append(texts.index(truth) if truth in texts else -1)
                    rows.append(np.array([f[1] for f in fillings[:WIDTH]], dtype=np.float32))
        self.x = np.zeros((len(rows), WIDTH, rows[0].shape[1]), dtype=np.float32)
        self.live = np.zeros((len(rows), WIDTH), dtype=bool)
        for i, m in enumerate(rows):
            self.x[i, : len(m)] = m
            self.live[i, : len(m)] = True
        for key in ("source", "mode", "length", "truth", "real", "article", "fold"):
            setattr(self, key, np.array(getattr(self, key)))


def fit_alone(x, live, y, allowed):
    """Adam on the conditional likelihood, features scaled."""
    k = x.shape[2]
    scale = np.maximum(x[live].std(0), 1e-3)
    xs = x / scale
    w, m, v = np.zeros(k), np.zeros(k), np.zeros(k)
    rows = np.arange(len(y))
    for t in range(1, 251):
        s = np.where(live, xs @ w, -1e9)
        p = np.exp(s - s.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        gradient = (np.einsum("nwk,nw->k", xs, p) - xs[rows, y].sum(0) + PENALTY * w) / len(y) * allowed
        m = 0.9 * m + 0.1 * gradient
        v = 0.99 * v + 0.01 * gradient**2
        w = w - 0.05 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.99**t)) + 1e-8)
    return w / scale


class Net:
    """score = direct·x + out·tanh(units·x + begin[class] + bias)"""

    def __init__(self, data, keep, allowed, features):
        keep = keep & (data.truth >= 0)
        x, live, y, c = data.x[keep], data.live[keep], data.truth[keep], data.length[keep]
        rng = np.random.default_rng(7)
        k = x.shape[2]
        mean, scale = x[live].mean(0), np.maximum(x[live].std(0), 1e-3)
        z = ((x - mean) / scale * allowed).astype(np.float32)
        f = lambda *shape: np.zeros(shape, dtype=np.float32)
        p = {"units": rng.normal(0, k**-0.5, (k, UNITS)).astype(np.float32), "bias": f(UNITS), "begin": f(CLASSES, UNITS), "out": rng.normal(0, 0.1, UNITS).astype(np.float32), "direct": f(k)}
        m, v = {q: np.zeros_like(p[q]) for q in p}, {q: np.zeros_like(p[q]) for q in p}
        n, t = len(y), 0
        for epoch in range(EPOCHS):
            order, rate = rng.permutation(n), 3e-3 * (1 - epoch / EPOCHS) + 1e-5
            for i in range(0, n, 128):
                at = order[i : i + 128]
                h = np.tanh(z[at] @ p["units"] + p["bias"] + p["begin"][c[at]][:, None])
                s = np.where(live[at], h @ p["out"] + z[at] @ p["direct"], -1e9)
                g = np.exp(s - s.max(1, keepdims=True))
                g /= g.sum(1, keepdims=True)
                g[np.arange(len(at)), y[at]] -= 1
                g /= len(at)
                inner = g[..., None] * p["out"] * (1 - h * h)
                slope = {"out": np.einsum("nw,nwh->h", g, h), "direct": np.einsum("nw,nwk->k", g, z[at]), "units": np.tensordot(z[at], inner, ((0, 1), (0, 1))), "bias": inner.sum((0, 1)), "begin": np.stack([inner[c[at] == j].sum((0, 1)) for j in range(CLASSES)])}
                t += 1
                for q in p:
                    d = slope[q] + (0 if q == "bias" else 1e-3) * p[q]
                    m[q] = 0.9 * m[q] + 0.1 * d
                    v[q] = 0.999 * v[q] + 0.001 * d * d
                    p[q] = p[q] - rate * (m[q] / (1 - 0.9**t)) / (np.sqrt(v[q] / (1 - 0.999**t)) + 1e-8)
        # Scales go into the weights.
        self.units = p["units"] / scale[:, None] * allowed[:, None]
        self.bias = p["bias"] - mean @ self.units
        self.direct = p["direct"] / scale * allowed
        self.begin, self.out = p["begin"], p["out"]
        for name, (_, weight) in FIXED.items():
            self.direct[features.index(name)] = weight

    def scores(self, data, keep):
        h = np.tanh(data.x[keep] @ self.units + self.bias + self.begin[data.length[keep]][:, None])
        return np.where(data.live[keep], h @ self.out + data.x[keep] @ self.direct, -1e9)


def outcomes(data, keep, net, features, parts):
    """For each mask the parts of certainty, computed as restore/certainty.rs does, and the rank of the truth."""
    s = net.scores(data, keep)
    x, live, truth = data.x[keep], data.live[keep], data.truth[keep]
    order = np.argsort(-s, axis=1, kind="stable")
    rows = np.arange(len(s))
    best = order[:, 0]
    p = np.exp(s - s.max(1, keepdims=True))
    share = p[rows, best] / p.sum(1)
    odds = np.clip(np.log(np.maximum(share, 1e-9) / np.maximum(1 - share, 1e-9)), -4, 12)
    f = {n: x[rows, best, i] for i, n in enumerate(features)}
    length = data.length[keep]
    second = s[rows, order[:, 1]]
    ahead = np.where(second < -1e8, 8.0, np.minimum(s[rows, best] - second, 8.0))

    def rival(value):
        others = np.where(live, value, -1e9).copy()
        own = others[rows, best]
        others[rows, best] = -1e9
        return np.clip(own - others.max(1), -8, 8)

    at = features.index
    real = np.maximum(data.real[keep], 1)
    p /= p.sum(1, keepdims=True)
    group = data.article[keep]
    count = np.bincount(group)[group]

    def article(values, before):
        return (np.bincount(group, values)[group] - values + before) / count

    value = {
        "odds": odds, "steep": np.maximum(odds - 4, 0), "one": length == 0, "many": length == 2,
        "voted": f["votes"], "learnt": f["learnt"], "titled": f["titled"], "second": ahead, "agreeing": f["agreement"],
        "model": np.maximum(f["inside"] / real, -10), "rival": rival(x[..., at("inside")] + x[..., at("after")]),
        "near": rival(x[..., at("near")]), "joined": f["joined"], "suspect": f["suspect"], "body": f["body"],
        "scatter": -(p * np.log(p + 1e-9)).sum(1), "masks": np.log(count), "article": article(odds, 1.0),
        "plain": article(f["inside"] + f["after"], -10.0),
    }
    rank = np.where(truth >= 0, (order == truth[:, None]).argmax(1), 99)
    return np.stack([np.asarray(value[n], dtype=np.float64) for n in parts], 1), rank


class Certainty:
    """p = σ(bias + direct·x + out·tanh(units·x + begin)), every source as loud as the root of its size"""

    def __init__(self, x, rank, source, fixed):
        y = (rank == 0).astype(np.float32)
        size = collections.Counter(source)
        n = np.array([1.0 / max(size[s], 200) ** 0.5 for s in source], dtype=np.float32)
        n /= n.mean()
        mean, scale = x.mean(0), np.maximum(x.std(0), 1e-3)
        z = ((x - mean) / scale * fixed).astype(np.float32)
        rng = np.random.default_rng(7)
        k = x.shape[1]
        f = lambda *shape: np.zeros(shape, dtype=np.float32)
        p = {"units": rng.normal(0, k**-0.5, (k, SURE)).astype(np.float32), "begin": f(SURE), "out": rng.normal(0, 0.1, SURE).astype(np.float32), "direct": f(k), "bias": f(1)}
        m, v = {q: np.zeros_like(p[q]) for q in p}, {q: np.zeros_like(p[q]) for q in p}
        t = 0
        for epoch in range(SURE_EPOCHS):
            order, rate = rng.permutation(len(y)), 4e-3 * (1 - epoch / SURE_EPOCHS) + 1e-5
            for i in range(0, len(y), 256):
                at = order[i : i + 256]
                h = np.tanh(z[at] @ p["units"] + p["begin"])
                s = h @ p["out"] + z[at] @ p["direct"] + p["bias"]
                g = n[at] * (1 / (1 + np.exp(-s)) - y[at]) / len(at)
                inner = g[:, None] * p["out"] * (1 - h * h)
                slope = {"out": g @ h, "direct": g @ z[at], "bias": g.sum(keepdims=True), "units": z[at].T @ inner, "begin": inner.sum(0)}
                t += 1
                for q in p:
                    d = slope[q] + (0 if q == "bias" else 3e-4) * p[q]
                    m[q] = 0.9 * m[q] + 0.1 * d
                    v[q] = 0.999 * v[q] + 0.001 * d * d
                    p[q] = p[q] - rate * (m[q] / (1 - 0.9**t)) / (np.sqrt(v[q] / (1 - 0.999**t)) + 1e-8)
        self.units = p["units"] / scale[:, None] * fixed[:, None]
        self.begin = p["begin"] - mean @ self.units
        self.direct = p["direct"] / scale * fixed
        self.bias = float(p["bias"][0] - mean @ self.direct)
        self.out = p["out"]

    def probability(self, x):
        h = np.tanh(x @ self.units + self.begin)
        return 1 / (1 + np.exp(-(self.bias + x @ self.direct + h @ self.out)))


def report(p, rank, source, mode, total):
    for m in sorted(set(mode)):
        for s in ["all", *sorted(set(source))]:
            n = sum(v for k, v in total.items() if k[0] == m and (k[1] == s or s == "all" and k[1] in set(source)))
            r = rank[(mode == m) & ((source == s) | (s == "all"))]
            if n:
                print(f"  {m:8}{s:9} n {n:6} top1 {(r == 0).sum() / n:.3f} top5 {(r < 5).sum() / n:.3f} pool {(r < 99).sum() / n:.3f}")
    right = rank == 0
    every = sum(v for k, v in total.items() if k[1] in set(source))
    for low in (0.8, 0.85, 0.9, 0.95):
        at = p >= low
        print(f"  p >= {low}: precision {right[at].mean():.3f} coverage {at.sum() / every:.3f}")
    for low in np.arange(0, 1, 0.1):
        at = (p >= low) & (p < low + 0.1)
        if at.any():
            print(f"  {low:.1f}: predicted {p[at].mean():.3f} right {right[at].mean():.3f} n {at.sum()}")
    order = np.argsort(-p)
    print(f"  precision of the surest 0.40: {right[order[: int(0.4 * every)]].mean():.3f}")


def numbers(values):
    return "[" + ", ".join(f"{v:.4f}" for v in values) + "]"


def write(features, parts, alone, net, sure):
    with open(OUT, "w", encoding="utf-8") as out:
        out.write("# Weights of the mask ranker (docs/masks.md): `alone` for masks of one character, of two, of more;\n")
        out.write("# `direct` and `units` are the net's. Written by tools/mask_train.py; learnt on masks made in other articles.\n")
        out.write(f"\n[unit]\nbias = {numbers(net.bias)}\nout = {numbers(net.out)}\n")
        for c in range(CLASSES):
            out.write(f"\n[[class]]\nlength = {c + 1}\nunits = {numbers(net.begin[c])}\n")
        for j, name in enumerate(features):
            own, direct, units = [alone[c][j] for c in range(CLASSES)], net.direct[j], net.units[j]
            if name in FIXED:
                own = [FIXED[name][0]] * CLASSES
            out.write(f'\n[[feature]]\nname = "{name}"\nalone = {numbers(own)}\ndirect = {direct:.4f}\nunits = {numbers(units)}\n')
        out.write(f"\n[certainty]\nbias = {sure.bias:.4f}\nbegin = {numbers(sure.begin)}\nout = {numbers(sure.out)}\n")
        for j, name in enumerate(parts):
            out.write(f'\n[[certainty.part]]\nname = "{name}"\ndirect = {sure.direct[j]:.4f}\nunits = {numbers(sure.units[j])}\n')


def main():
    features, parts = names("names"), names("parts")
    data = Set(*sys.argv[1:3])
    print(len(data.truth), "masks", flush=True)
    allowed = np.array([float(f not in FIXED) for f in features])
    by_itself = allowed * np.array([float(f not in TOGETHER) for f in features])
    held = []
    for fold in range(FOLDS):
        mine = data.fold == fold
        x, rank = outcomes(data, mine, Net(data, ~mine, allowed, features), features, parts)
        held.append((x, rank, data.source[mine], data.mode[mine], data.fold[mine]))
    x, rank, source, mode, folds = (np.concatenate([h[i] for h in held]) for i in range(5))
    # Lists hold common words, and words that are known: only such masks tell how often what is sure
    # is right. The fillings are learnt from all.
    real = mode != "site"
    every = np.ones(len(parts))
    # The probabilities, too, by what other articles say.
    p = np.zeros(len(rank))
    for fold in range(FOLDS):
        mine = folds == fold
        others = ~mine & real
        p[mine] = Certainty(x[others], rank[others], source[others], every).probability(x[mine])
    print("each third of the articles by the weights of the others")
    report(p, rank, source, mode, data.total)
    sure = Certainty(x[real], rank[real], source[real], every)
    net = Net(data, data.truth >= -1, allowed, features)
    alone = []
    for c in range(CLASSES):
        at = (data.length == c) & (data.truth >= 0)
        alone.append(fit_alone(data.x[at], data.live[at], data.truth[at], by_itself))
        print(c + 1, {f: round(float(w), 2) for f, w in zip(features, alone[c])})
    if "--write" in sys.argv:
        write(features, parts, alone, net, sure)


if __name__ == "__main__":
    main()
