#!/usr/bin/env python3
"""Lists sequences of short tokens that behave like one word: candidates for dicts/words.txt. Needs numpy.

  tonggao tokens --from ndjson -f tsv --fields id,text,pos,type - <NEWS.ndjson | tools/word_list.py >LIST.tsv
  tools/word_list.py --least 40 --cohesion 3 --entropy 1.8 <TOKENS.tsv

A candidate is a run of two to four tokens of Chinese characters, two to five characters long, at least one
of them a single character (two words of two characters each are a phrase more often than a word), that
  is frequent      in at least --least articles;
  coheres          its tokens stand together e^--cohesion times as often as chance would have it, however the
                   run is split in two (pointwise mutual information, the least of all splits);
  stands freely    the entropy of what stands before and after it is at least --entropy (nats) on both sides.
Columns: run, its tokens with their tags, articles, occurrences, frequency at the scale of jieba's dictionary,
cohesion, entropy left and right, and in percent of the occurrences: after a numeral or measure word, after an
adverb, after 的, before 的, before 了 or 着. The list is for reading: half of it is no word.
"""
import argparse
import sys
import numpy as np

JIEBA_TOTAL = 60_101_964  # the sum of all frequencies in jieba's dictionary
HAN = ("\u4e00", "\u9fff")


def options():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--least", type=int, default=40)
    p.add_argument("--cohesion", type=float, default=3.0)
    p.add_argument("--entropy", type=float, default=1.8)
    return p.parse_args()


def read(lines):
    """Token numbers and article numbers as arrays, and the tokens with their commonest tag."""
    numbers, tokens, articles, tags = {}, [], [], []
    article, last = 0, None
    next(lines)
    for line in lines:
        fields = line.rstrip("\n").split("\t")
        if len(fields) != 4 or fields[3] not in ("word", "number"):
            tokens.append(0)
            articles.append(article)
            continue
        name, text, tag, kind = fields
        if name != last:
            article, last = article + 1, name
        if not all(HAN[0] <= c <= HAN[1] for c in text):
            text = "0" if kind == "number" else "x"
        n = numbers.get(text)
        if n is None:
            n = numbers[text] = len(numbers) + 1
            tags.append(tag)
        tokens.append(n)
        articles.append(article)
    words = [""] + list(numbers)
    return np.array(tokens, np.int64), np.array(articles, np.int64), words, [""] + tags


def distinct_per(group, value, groups):
    """For each of `groups` groups: how many different values occur with it."""
    pairs = np.unique(group * (value.max() + 1) + value)
    return np.bincount(pairs // (value.max() + 1), minlength=groups)


def entropy(group, value, groups, own):
    """For each group: the entropy of the values. Value 0 (an edge) is a new one each time."""
    top = value.max() + 1
    pairs, count = np.unique(group * top + value, return_counts=True)
    g, edge = pairs // top, pairs % top == 0
    p = count / own[g]
    h = -np.where(edge, p * np.log(1 / own[g]), p * np.log(p))
    return np.bincount(g, weights=h, minlength=groups)


def runs(tokens, words, least):
    """Yields for n = 2, 3, 4: the runs' positions, number of each, first positions and counts."""
    short = np.array([0 < len(w) <= 4 and HAN[0] <= w[0] <= HAN[1] for w in words])
    ok = short[tokens]
    at, ids, kinds = np.flatnonzero(ok), tokens[ok], len(words)
    for n in (2, 3, 4):
        follows = at + n - 1 < len(tokens)
        at, ids = at[follows], ids[follows]
        keep = ok[at + n - 1]
        at, ids = at[keep], ids[keep]
        keys, first, ids, counts = np.unique(
            ids * kinds + tokens[at + n - 1], return_index=True, return_inverse=True, return_counts=True)
        often = counts[ids] >= least
        yield n, at, ids, at[first], counts
        at, ids = at[often], ids[often]


class Text:
    """The tokens with what is asked of each."""

    def __init__(self, lines):
        self.tokens, self.articles, self.words, self.tags = read(lines)
        self.lengths = np.array([len(w) for w in self.words])
        self.single = np.bincount(self.tokens, minlength=len(self.words))
        self.total = int(self.single[1:].sum())
        of = lambda kinds: np.array([bool(t) and t in kinds for t in self.tags])
        self.numeral, self.adverb = of(("m", "q", "mq")), of(("d",))
        self.mark = {c: self.words.index(c) if c in self.words else -1 for c in "的了着"}

    def neighbours(self, at, n):
        """What stands before and after the runs of n tokens at these places."""
        t = self.tokens
        return t[np.maximum(at - 1, 0)], t[np.minimum(at + n, len(t) - 1)]

    def shares(self, left, right, ids, counts):
        """In percent of each run's occurrences: the five contexts of the list."""
        mark = self.mark
        masks = (self.numeral[left], self.adverb[left], left == mark["的"], right == mark["的"],
                 (right == mark["了"]) | (right == mark["着"]))
        return [np.bincount(ids, weights=m, minlength=len(counts)) / counts * 100 for m in masks]


def candidates(text, n, at, ids, first, counts, known, o):
    """Rows of the list for the runs of n tokens."""
    tokens = text.tokens
    parts = [tokens[first + k] for k in range(n)]
    size = sum(text.lengths[p] for p in parts)
    ones = sum((text.lengths[p] == 1).astype(int) for p in parts)
    good = (counts >= o.least) & (size <= 5) & (ones > 0)
    if not good.any():
        return
    keep, number = good[ids], np.cumsum(good) - 1
    at, ids, first, counts = at[keep], number[ids[keep]], first[good], counts[good]
    left, right = text.neighbours(at, n)
    before, after = entropy(ids, left, len(first), counts), entropy(ids, right, len(first), counts)
    documents = distinct_per(ids, text.articles[at], len(first))
    shares = text.shares(left, right, ids, counts)
    for i in np.flatnonzero((documents >= o.least) & (np.minimum(before, after) >= o.entropy)):
        run = tuple(tokens[first[i]:first[i] + n].tolist())
        whole = known[run]
        cohesion = min(np.log(whole * text.total / (known.get(run[:k], 1) * known.get(run[k:], 1)))
                       for k in range(1, n))
        if cohesion >= o.cohesion:
            tagged = "|".join(f"{text.words[t]}/{text.tags[t]}" for t in run)
            scaled = round(whole * JIEBA_TOTAL / text.total)
            yield ("".join(text.words[t] for t in run), tagged, documents[i], whole, scaled, f"{cohesion:.1f}",
                   f"{before[i]:.1f}", f"{after[i]:.1f}", *(f"{s[i]:.0f}" for s in shares))


def main():
    o = options()
    text = Text(sys.stdin)
    known = {(i,): int(c) for i, c in enumerate(text.single)}
    rows = []
    for n, at, ids, first, counts in runs(text.tokens, text.words, o.least):
        for f, c in zip(first, counts):
            if c >= o.least:
                known[tuple(text.tokens[f:f + n].tolist())] = int(c)
        rows += candidates(text, n, at, ids, first, counts, known, o)
    rows.sort(key=lambda r: (-r[3], r[0]))
    print("run\ttokens\tarticles\tcount\tfrequency\tcohesion\tleft\tright\tnumeral_\tadverb_\t的_\t_的\t_了着")
    for row in rows:
        print(*row, sep="\t")


if __name__ == "__main__":
    main()
