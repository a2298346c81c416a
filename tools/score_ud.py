#!/usr/bin/env python3
"""How often the head of the counted noun is right on Universal Dependencies cases.

  score_ud.py REPORTS.ndjson [CASES.jsonl …] [--misses]

REPORTS are article records of the cases' texts (`eval/score.py input cases` prints them to feed), made with
`tonggao analyze --all-numbers`. A case names a numeral and the noun that a parser hangs it on. A numeral is
found when a number in the record covers it. Its head is right when our phrase ends where the noun ends, or
one of the two is the end of the other. Three kinds of numerals do not ask for a counted noun and are told
apart, not judged:
  unit       the noun is the unit by the output contract (128人, 三层, 三队), or inside the number itself
  time       lengths of time, ages and ordinals (4个月, 第三): the contract names no thing for them
The rest is judged in two groups: numbers that are statistics, and numbers that the contract lists only on
request (一个象征, 一种形式).
"""
import json, pathlib, sys
from collections import Counter

HERE = pathlib.Path(__file__).resolve().parent
DEFAULT = sorted((HERE.parent.parent / "shared" / "cases").glob("ud_gsd_*.jsonl"))
TIME = {"duration", "age", "ordinal"}
LISTED = {"lexical", "identifier"}


def load(path):
    return [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]


def cover(numbers, case):
    """The number whose numeral lies over the case's numeral."""
    for s in numbers:
        start, end = s["number"]
        if start < case["num_end"] and case["num_start"] < end:
            return s
    return None


def group(case, number):
    """Which group a numeral belongs to."""
    if number is None:
        return "absent"
    if number["kind"] in TIME:
        return "time"
    inside = case["counted_start"] < number["core"][1] and number["core"][0] < case["counted_end"]
    if inside:
        return "unit"
    return "listed" if number["kind"] in LISTED else "statistic"


def right(case, of):
    if not of:
        return False
    want, got = case["counted"], of["text"]
    return of["end"] == case["counted_end"] or got.endswith(want) or want.endswith(got)


def judge(cases, reports, misses):
    total, good = Counter(), Counter()
    for case in cases:
        numbers = reports.get(case["id"], {}).get("statistics", [])
        for span in case["spans"]:
            if not span.get("counted"):
                continue
            number = cover(numbers, span)
            kind = group(span, number)
            total[kind] += 1
            if kind not in ("statistic", "listed"):
                continue
            of = number.get("of")
            ok = right(span, of)
            good[kind] += ok
            if misses and not ok:
                got = of["text"] if of else None
                print(f'{kind}\t{span["surface"]} -> {span["counted"]}, got {got}: {case["text"]}')
    return total, good


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if not args:
        sys.exit(__doc__)
    reports = {r["id"]: r for r in load(args[0])}
    paths = [pathlib.Path(p) for p in args[1:]] or DEFAULT
    if not paths:
        sys.exit("no cases: ../shared is missing")
    for path in paths:
        total, good = judge(load(path), reports, "--misses" in sys.argv)
        share = lambda kind: f"{good[kind]}/{total[kind]} = {good[kind] / max(1, total[kind]):.3f}"
        both = {"both": total["statistic"] + total["listed"]}
        all_good = good["statistic"] + good["listed"]
        print(
            f"{path.stem}: head of the counted noun: statistics {share('statistic')}, listed on request {share('listed')}, "
            f"together {all_good}/{both['both']} = {all_good / max(1, both['both']):.3f}; "
            f"not judged: unit {total['unit']}, time {total['time']}, numeral not found {total['absent']}"
        )


main()
