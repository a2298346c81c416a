#!/usr/bin/env python3
"""How often the counted noun is right on Universal Dependencies cases.

  score_ud.py REPORTS.ndjson [CASES.jsonl …] [--misses]

REPORTS are article records of the cases' texts (`eval/score.py input cases` prints them to feed). A numeral
of a case is found when a statistic covers it; its noun is right when our phrase holds the whole counted
noun as its last word, or is the end of it. Numerals that are no statistics by our contract (一个, 一种) are
counted apart, unless the reports were made with --all-numbers.
"""
import json, pathlib, sys

HERE = pathlib.Path(__file__).resolve().parent
DEFAULT = sorted((HERE.parent.parent / "shared" / "cases").glob("ud_gsd_*.jsonl"))


def load(path):
    return [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]


def cover(statistics, case):
    """The statistic whose numeral lies over the case's numeral."""
    for s in statistics:
        start, end = s["number"]
        if start < case["num_end"] and case["num_start"] < end:
            return s
    return None


def right(case, of):
    want, got = case["counted"], of["text"] if of else ""
    same_end = of and of["end"] == case["counted_end"]
    return bool(got) and (same_end or got.endswith(want) or want.endswith(got))


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if not args:
        sys.exit(__doc__)
    reports = {r["id"]: r for r in load(args[0])}
    cases = [pathlib.Path(p) for p in args[1:]] or DEFAULT
    if not cases:
        sys.exit("no cases: ../shared is missing")
    found = ok = absent = 0
    for path in cases:
        for case in load(path):
            statistics = reports.get(case["id"], {}).get("statistics", [])
            for span in case["spans"]:
                if not span.get("counted"):
                    continue
                s = cover(statistics, span)
                if s is None:
                    absent += 1
                    continue
                found += 1
                good = right(span, s.get("of"))
                ok += good
                if not good and "--misses" in sys.argv:
                    of = (s.get("of") or {}).get("text")
                    print(f'{span["surface"]} -> {span["counted"]}, got {of}: {case["text"]}')
    print(f"counted nouns {found + absent}, numeral found {found}, head right {ok} = {ok / max(1, found):.3f} of those found")


main()
