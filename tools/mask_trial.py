#!/usr/bin/env python3
"""Masks made in other articles, to fit and to measure the restoration of src/mask/restore.

    tools/mask_trial.py make FOLDER TRIAL.jsonl [--without FILE,…] [--seed N]
        masks words of unmasked articles. FOLDER holds NUMBER_SOURCE.txt; articles that share 30
        characters in a row with the JSON lines of FILE are left out. Four modes: `site`, a
        handful of an article's words everywhere in its body; `list`, the same with words as
        filters' lists have them; `random`, single words and parts of words; `batch`, the same list
        for all articles of a source. Another seed (7 by itself)
        masks other words of the same articles
    tools/mask_trial.py score TRIAL.jsonl [OPTION…]
        top-1, top-5, and how often each score was right, by mode and source; the options go to
        `analyze` (--learn-masks)

Deterministic. The articles are not part of the project. TONGGAO names the program.
"""
import collections
import json
import os
import random
import re
import subprocess
import sys
import tomllib

PROGRAM = os.environ.get("TONGGAO", "target/release/tonggao")
HAN = re.compile("[\u4e00-\u9fff]+")
OVERLAP = 30
FILTERED = set(tomllib.load(open("dicts/masks.toml", "rb"))["filtered"].split())
KNOWN = 0.3  # of the words that a list has of an article
LENGTHS = [1, 2, 3, 4]
SHARES = [30, 32, 21, 17]


def analyzed(args, lines=None):
    text = "".join(lines) if lines else None
    run = subprocess.run([PROGRAM, "analyze", *args], input=text, capture_output=True, text=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def pieces(text, step):
    return (text[i : i + OVERLAP] for i in range(0, len(text) - OVERLAP + 1, step))


def seen_in(files):
    seen = set()
    for path in files:
        for line in open(path, encoding="utf-8"):
            row = json.loads(line)
            for part in re.split(r"[*×\s]", row["text"]):
                seen.update(pieces(part, 1))
    return seen


class Article:
    def __init__(self, record):
        self.source = re.sub(r"^.*_|\.txt$", "", record["id"])
        self.title = record["title"]
        text = record["text"]
        if len(text) > 1500:
            end = text.find("\n", 1200)
            text = text[: end if 0 < end < 2000 else 1500]
        self.text = text
        self.body = text.find(self.title) + len(self.title) if self.title in text else 0
        self.words = [t for t in record["tokens"] if self.body <= t["start"] and t["end"] <= len(text) and HAN.fullmatch(t["text"])]
        self.chosen = [t for t in self.words if t["pos"][0] in "nvaid" and 1 < len(t["text"]) < 5]

    def masked(self, hits, mode, number):
        chars = list(self.text)
        for start, end in hits:
            chars[start:end] = "*" * (end - start)
        text = "".join(chars)
        runs = [m.span() for m in re.finditer(r"\*+", text)]
        return {
            "id": f"{number}:{mode}",
            "title": None if self.body else self.title,
            "publisher": self.source,
            "text": text,
            "mode": mode,
            "gold": [[s, self.text[s:e]] for s, e in runs],
        }

    def everywhere(self, words):
        any_word = re.compile("|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))))
        return [m.span() for m in any_word.finditer(self.text, self.body)]

    def handful(self):
        words = {random.choice(self.chosen)["text"] for _ in range(random.randint(4, 7))}
        if random.random() < 0.3:
            words.add("治")
        if random.random() < 0.25:
            words |= self.two_in_a_row()
        return words

    def two_in_a_row(self):
        i = random.randrange(len(self.words) - 1)
        one, two = self.words[i], self.words[i + 1]
        return {one["text"] + two["text"]} if one["end"] == two["start"] else set()

    def of_a_list(self, common):
        """What a filter's list has of the article's words: some that filters are known to remove,
        others the likelier the more articles have them (`common`), as a list meets many."""
        known = [t["text"] for t in self.words if t["text"] in FILTERED]
        spread = random.choice([0.5, 1.0])
        weights = [common[t["text"]] ** spread for t in self.chosen]
        words = set()
        for _ in range(random.randint(4, 7)):
            if known and random.random() < KNOWN:
                words.add(random.choice(known))
            else:
                words.add(random.choices(self.chosen, weights)[0]["text"])
        if random.random() < 0.15:
            words |= self.two_in_a_row()
        return words

    def here_and_there(self):
        hits = set()
        for length in random.choices(LENGTHS, SHARES, k=8):
            part = length < 3 and random.random() < 0.3
            fit = [t for t in self.words if (len(t["text"]) > length if part else len(t["text"]) == length)]
            if fit:
                word = random.choice(fit)
                start = word["start"] + (random.randint(0, len(word["text"]) - length) if part else 0)
                hits.add((start, start + length))
        return sorted(hits)


def make(folder, target, without, seed):
    random.seed(seed)
    seen = seen_in(without)
    articles = []
    for record in analyzed(["--tokens", "--with-text", folder]):
        text = record["text"]
        if not record["title"] or len(text) < 250 or "*" in text or any(p in seen for p in pieces(text, 5)):
            continue
        article = Article(record)
        if len(article.chosen) >= 25:
            articles.append(article)
    random.shuffle(articles)
    lists = lists_of(articles)
    common = collections.Counter(w for article in articles for w in {t["text"] for t in article.chosen})
    with open(target, "w", encoding="utf-8") as out:
        for number, article in enumerate(articles):
            hits = {
                "site": article.everywhere(article.handful()),
                "list": article.everywhere(article.of_a_list(common)),
                "random": article.here_and_there(),
                "batch": article.everywhere(lists[article.source]),
            }
            for mode, places in hits.items():
                if places:
                    out.write(json.dumps(article.masked(places, mode, number), ensure_ascii=False) + "\n")


def lists_of(articles):
    """Seventeen words for each source, of those in three articles or more."""
    lists = {}
    for source in sorted({a.source for a in articles}):
        seen = collections.Counter()
        for article in articles:
            if article.source == source:
                seen.update({t["text"] for t in article.chosen})
        common = sorted(w for w, n in seen.items() if n >= 3)
        weights = [seen[w] ** 0.5 for w in common]
        lists[source] = {"治", "治理"} | set(random.choices(common, weights, k=15)) if common else {"治"}
    return lists


def score(path, options):
    with open(path, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    batch = "--learn-masks" in options
    rows = [r for r in rows if (r["mode"] == "batch") == batch]
    found = analyzed(["--from", "ndjson", *options, "-"], [json.dumps(r, ensure_ascii=False) + "\n" for r in rows])
    counts, bins = collections.Counter(), collections.defaultdict(lambda: [0, 0, 0.0])
    for row, record in zip(rows, found):
        masks = {m["start"]: m["candidates"] for m in record["masks"]}
        for start, truth in row["gold"]:
            candidates = masks.get(start) or []
            texts = [c["text"] for c in candidates]
            for key in (row["mode"], f"{row['mode']} {row['publisher']}"):
                counts[key, "n"] += 1
                counts[key, "top1"] += texts[:1] == [truth]
                counts[key, "top5"] += truth in texts
            if candidates:
                best = candidates[0]["score"]
                bin = bins[min(int(best * 10), 9)]
                bin[0] += 1
                bin[1] += texts[0] == truth
                bin[2] += best
    for key in sorted(k for k, what in counts if what == "n"):
        n = counts[key, "n"]
        print(f"{key:16} n {n:5}  top1 {counts[key, 'top1'] / n:.3f}  top5 {counts[key, 'top5'] / n:.3f}")
    for bin in sorted(bins):
        n, right, predicted = bins[bin]
        print(f"score {bin / 10:.1f}-{bin / 10 + 0.1:.1f}  n {n:5}  predicted {predicted / n:.3f}  right {right / n:.3f}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", folder, target, *options]:
            option = dict(zip(options[::2], options[1::2]))
            without = option.get("--without", "")
            make(folder, target, [f for f in without.split(",") if f], int(option.get("--seed", 7)))
        case ["score", path, *options]:
            score(path, options)
        case _:
            sys.exit(__doc__)
