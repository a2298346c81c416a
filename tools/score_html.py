#!/usr/bin/env python3
"""Scores the reading of web pages against a folder of reference pages made by hand.

    tools/score_html.py PAGES REFERENCE [BINARY]

PAGES holds `NAME.html`, REFERENCE holds `NAME.html.json` with the true `title`, `published` (day, or
"" where the page shows none), `source` and `text`. Prints precision, recall and F1 of the body's
character bigrams (macro average over the pages), and how many titles, publish days and sources are right.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys


def bigrams(text):
    text = re.sub(r"\s+", "", text)
    return collections.Counter(text[i : i + 2] for i in range(len(text) - 1))


def overlap(found, true):
    common = sum((found & true).values())
    precision = common / max(1, sum(found.values()))
    recall = common / max(1, sum(true.values()))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def bare(text):
    return re.sub(r"\W+", "", text or "")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    pages, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    binary = sys.argv[3] if len(sys.argv) > 3 else "target/release/tonggao"
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not files:
        print(f"score_html: no reference in {folder}: nothing measured")
        return
    total, right = [0.0, 0.0, 0.0], collections.Counter()
    for file in files:
        true = json.loads(file.read_text())
        page = pages / file.name.removesuffix(".json")
        run = subprocess.run([binary, "analyze", "--with-text", "-f", "ndjson", page], capture_output=True, text=True)
        found = json.loads(run.stdout)
        scores = overlap(bigrams(found.get("text") or ""), bigrams(true["text"]))
        total = [t + s for t, s in zip(total, scores)]
        checks = {
            "title": bare(found.get("title")) == bare(true["title"]),
            "published": (found.get("published") or "") == true["published"],
            "source": not true["source"] or (found.get("publisher") or "") == true["source"],
        }
        right.update(k for k, ok in checks.items() if ok)
        wrong = [f"{k}: {found.get('publisher' if k == 'source' else k)}" for k, ok in checks.items() if not ok]
        print(f"{page.name[:28]:28} P {scores[0]:.3f} R {scores[1]:.3f} F1 {scores[2]:.3f} {'; '.join(wrong)}")
    n = len(files)
    print(f"{n} pages: P {total[0] / n:.3f} R {total[1] / n:.3f} F1 {total[2] / n:.3f}", end="")
    print("".join(f", {k} {right[k]}/{n}" for k in ("title", "published", "source")))


main()
