#!/usr/bin/env python3
"""Masks made in other articles, to set the weights and the calibration of src/mask/restore/rank.rs.

    tools/mask_trial.py make FOLDER TRIAL.jsonl     masks words of unmasked articles, half of them as a
                                                    filter does (a word everywhere in the body), half at random
    tools/mask_trial.py score TRIAL.jsonl           top-1, top-5, and how often each score was right

Deterministic. The articles are not part of the project. TONGGAO names the program.
"""
import collections
import json
import os
import random
import re
import subprocess
import sys

PROGRAM = os.environ.get("TONGGAO", "target/release/tonggao")
HAN = re.compile("[\u4e00-\u9fff]+")


def analyzed(args, lines=None):
    text = "".join(lines) if lines else None
    run = subprocess.run([PROGRAM, "analyze", *args], input=text, capture_output=True, text=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def make(folder, target):
    random.seed(7)
    articles = [
        a
        for a in analyzed(["--tokens", "--with-text", folder])
        if a.get("title") and 400 < a["chars"] < 4000 and "*" not in a["text"]
    ]
    random.shuffle(articles)
    with open(target, "w", encoding="utf-8") as out:
        for k, article in enumerate(articles[:360]):
            text, title = article["text"], article["title"]
            body = text.find(title) + len(title) if title in text else 0
            tokens = [
                t
                for t in article["tokens"]
                if t["start"] >= body and len(t["text"]) > 1 and t["pos"][0] in "nvai" and HAN.fullmatch(t["text"])
            ]
            if len(tokens) < 30:
                continue
            mode = "site" if k % 2 else "random"
            hits = everywhere(text, body, tokens) if mode == "site" else here_and_there(tokens)
            chars = list(text)
            for start, end in hits:
                chars[start:end] = "*" * (end - start)
            masked = "".join(chars)
            runs = [m.span() for m in re.finditer(r"\*+", masked)]
            row = {
                "id": f"{k}:{mode}",
                "title": None if body else title,
                "text": masked,
                "mode": mode,
                "gold": [[s, text[s:e]] for s, e in runs],
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def everywhere(text, body, tokens):
    words = set()
    for i in random.sample(range(len(tokens) - 1), 4):
        word = tokens[i]["text"]
        if random.random() < 0.25 and tokens[i + 1]["start"] == tokens[i]["end"]:
            word += tokens[i + 1]["text"]
        words.add(word)
    any_word = re.compile("|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))))
    return [m.span() for m in any_word.finditer(text, body)]


def here_and_there(tokens):
    return sorted((t["start"], t["end"]) for t in random.sample(tokens, 8))


def score(path):
    with open(path, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    found = analyzed(["--from", "ndjson", "-"], [json.dumps(r, ensure_ascii=False) + "\n" for r in rows])
    counts, bins = collections.Counter(), collections.defaultdict(lambda: [0, 0])
    for row, record in zip(rows, found):
        masks = {m["start"]: m["candidates"] for m in record["masks"]}
        for start, truth in row["gold"]:
            candidates = masks.get(start) or []
            texts = [c["text"] for c in candidates]
            counts[row["mode"], "n"] += 1
            counts[row["mode"], "top1"] += texts[:1] == [truth]
            counts[row["mode"], "top5"] += truth in texts
            if candidates:
                bin = bins[min(int(candidates[0]["score"] * 10), 9)]
                bin[0] += 1
                bin[1] += texts[0] == truth
    for mode in ("site", "random"):
        n = counts[mode, "n"]
        print(f"{mode:6} n {n}  top1 {counts[mode, 'top1'] / n:.3f}  top5 {counts[mode, 'top5'] / n:.3f}")
    for bin in sorted(bins):
        n, right = bins[bin]
        print(f"score {bin / 10:.1f}-{bin / 10 + 0.1:.1f}  n {n:5}  right {right / n:.3f}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", folder, target]:
            make(folder, target)
        case ["score", path]:
            score(path)
        case _:
            sys.exit(__doc__)
