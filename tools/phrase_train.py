#!/usr/bin/env python3
"""Learns the weights of the key phrases (dicts/phrase_weights.toml). Needs numpy, scikit-learn.

  phrase_train.py FOLDER            cross-validated figures on FOLDER/cctv.jsonl, transfer to csl.jsonl
  phrase_train.py FOLDER --write    the same, then weights from all of cctv.jsonl into dicts/
  phrase_train.py FOLDER --ablate   the figures with each feature left out

Features come from the program itself (`--example phrase_features`), phrases too: a fold's
weights are put into a folder of dictionaries and the program ranks the fold's articles
with them. An article is in fold (its place in the file) % 5. Nothing is random.
"""
import json, os, subprocess, sys, tempfile
import numpy as np
from sklearn.linear_model import LogisticRegression

TOOL = os.environ.get("PHRASE_TOOL", "target/debug/examples/phrase_features")
FOLDS = 5
PENALTY = float(os.environ.get("PENALTY", "0.1"))


def run(arguments, rows):
    feed = "".join(json.dumps({"id": r["id"], "title": r.get("title", ""), "text": r["text"]}, ensure_ascii=False) + "\n" for r in rows)
    done = subprocess.run([TOOL, *arguments], input=feed, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def names():
    rows = (line.split("\t") for line in run(["names"], []))
    return [(name, int(bins)) for name, bins in rows]


def read(path):
    return [json.loads(line) for line in open(path, encoding="utf-8")]


class Set:
    """Articles, their candidates as indices of weights, and which of them are keywords."""

    def __init__(self, path, features):
        self.rows = read(path)
        starts = np.cumsum([0] + [bins for _, bins in features])[:-1]
        self.bins, self.keyword, self.article = [], [], []
        for n, line in enumerate(run(["features"], self.rows)):
            gold = set(self.rows[n]["gold"])
            for text, bins in json.loads(line)["candidates"]:
                self.bins.append(starts + bins)
                self.keyword.append(text in gold)
                self.article.append(n)
        self.bins, self.keyword, self.article = map(np.array, (self.bins, self.keyword, self.article))


def matrix(bins, width):
    from scipy.sparse import csr_matrix
    n, k = bins.shape
    return csr_matrix((np.ones(n * k, dtype=np.float32), bins.ravel(), np.arange(0, n * k + 1, k)), shape=(n, width))


def fit(data, chosen, width, left_out=(), weight=None):
    bins = data.bins[chosen]
    keep = [i for i in range(bins.shape[1]) if i not in left_out]
    x, y = matrix(bins[:, keep], width), data.keyword[chosen]
    w = None if weight is None else weight[chosen]
    model = LogisticRegression(C=PENALTY, max_iter=400, tol=1e-4).fit(x, y, sample_weight=w)
    return float(model.intercept_[0]), model.coef_[0]


def weights_file(path, features, bias, weights, note):
    with open(path, "w", encoding="utf-8") as f:
        f.write("# Weights of the key-phrase model: what each bin of each feature adds to the log odds.\n")
        f.write(f"# Written by tools/phrase_train.py; {note}\nbias = {bias:.3f}\n")
        at = 0
        for name, bins in features:
            part = ", ".join(f"{w:.2f}".replace("-0.00", "0.00") for w in weights[at:at + bins])
            f.write(f'\n[[feature]]\nname = "{name}"\nweights = [{part}]\n')
            at += bins


def with_reader(features, weights):
    """What readers want beyond the editors of one programme: quoted terms, no bare verbs.
    Television's keywords keep the quotation marks, so that the terms inside look wrong."""
    weights, at = np.array(weights), 0
    quoted, book, verb = (float(x) for x in os.environ.get("READER", "3,1,-1").split(","))
    for name, bins in features:
        if name == "place_quoted":
            weights[at + 1:at + bins:3] += quoted
            weights[at + 2:at + bins:3] += book
        if name == "classes":
            weights[at + 6] += verb
        at += bins
    return weights


def rank(features, bias, weights, rows):
    with tempfile.TemporaryDirectory() as folder:
        weights_file(f"{folder}/phrase_weights.toml", features, bias, weights, "")
        return [[p["text"] for p in json.loads(line)["phrases"]] for line in run(["rank", folder], rows)]


def figures(rows, phrases):
    """F1@5 and R@10 of every article, as score_phrases.py reckons them."""
    f1, recall = [], []
    for row, got in zip(rows, phrases):
        gold = set(g for g in row["gold"] if g)
        if gold:
            f1.append(2 * len(set(got[:5]) & gold) / (len(got[:5]) + len(row["gold"])) if got else 0)
            recall.append(len(set(got[:10]) & gold) / len(row["gold"]))
    return 100 * np.mean(f1), 100 * np.mean(recall)


def cross_validate(data, features, width, left_out=()):
    phrases = [None] * len(data.rows)
    for fold in range(FOLDS):
        bias, weights = fit(data, data.article % FOLDS != fold, width, left_out)
        weights = with_reader(features, weights)
        mine = range(fold, len(data.rows), FOLDS)
        for n, got in zip(mine, rank(features, bias, weights, [data.rows[n] for n in mine])):
            phrases[n] = got
    return phrases


def report(name, rows, phrases):
    f1, recall = figures(rows, phrases)
    print(f"{name:28} F1@5 {f1:.1f}  R@10 {recall:.1f}", flush=True)


def main():
    folder, options = sys.argv[1], sys.argv[2:]
    features = names()
    width = sum(bins for _, bins in features)
    cctv, csl = Set(f"{folder}/cctv.jsonl", features), Set(f"{folder}/csl.jsonl", features)
    phrases = cross_validate(cctv, features, width)
    report("cctv, five folds", cctv.rows, phrases)
    everything = np.ones(len(cctv.article), dtype=bool)
    bias, weights = fit(cctv, everything, width)
    weights = with_reader(features, weights)
    report("csl, weights of cctv", csl.rows, rank(features, bias, weights, csl.rows))
    if "--write" in options:
        weights_file("dicts/phrase_weights.toml", features, bias, weights, "learnt on 1,200 news items with their editors' keywords.")
    if "--ablate" in options:
        for i, (name, _) in enumerate(features):
            report(f"without {name}", cctv.rows, cross_validate(cctv, features, width, (i,)))


if __name__ == "__main__":
    main()
