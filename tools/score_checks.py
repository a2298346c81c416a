#!/usr/bin/env python3
"""Score the arithmetic checks against cases whose verdicts are known.

    tools/score_checks.py [--misses] CASES.jsonl|GOLD_FOLDER < records.ndjson
    tools/score_checks.py input CASES.jsonl|GOLD_FOLDER > in.ndjson

CASES.jsonl: lines with id, text, checks [{kind, holds, total|stated ...}].
GOLD_FOLDER: id.json with checks [{kind, parts, whole|total|stated, holds}] beside id.txt.
A stated relation is found when a check of its kind, verdict and stated figure is there. A
reported failure that no stated relation explains is a false alarm.
"""
import json
import os
import re
import sys

KIND = {"ratio": "rate", "growth": "change", "diff": "difference", "mult": "rate", "avg": "rate", "shares": "sum"}


def digits(text):
    """The significant digits of a number: 5000000, 500万元 and 500 are one."""
    number = re.search(r"\d[\d,]*(\.\d+)?", str(text))
    plain = number.group().replace(",", "") if number else ""
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.replace(".", "").strip("0") or "0"


def cases(path):
    if os.path.isdir(path):
        for name in sorted(os.listdir(path)):
            if name.endswith(".json"):
                with open(os.path.join(path, name), encoding="utf-8") as file:
                    gold = json.load(file)
                with open(os.path.join(path, name[:-5] + ".txt"), encoding="utf-8") as file:
                    text = file.read()
                yield gold["id"], text, gold.get("reference_date"), gold.get("checks", [])
    else:
        with open(path, encoding="utf-8") as file:
            for line in file:
                case = json.loads(line)
                yield case["id"], case["text"], case.get("reference_date"), case["checks"]


def stated(check):
    if check["kind"] == "shares":
        return digits("100")
    for key in ("stated", "total", "whole"):
        if check.get(key):
            return digits(check[key])
    return ""


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("-")]
    if args and args[0] == "input":
        for name, text, date, _ in cases(args[1]):
            row = {"id": name, "text": text, "date": (date or "")[:10] or None}
            print(json.dumps(row, ensure_ascii=False))
        return
    records = {}
    for line in sys.stdin:
        record = json.loads(line)
        records[record.get("id")] = record.get("checks") or []
    wanted = found = broken = broken_found = alarms = extra = 0
    for name, text, _, expected in cases(args[0]):
        left = list(records.get(name, []))
        for check in expected:
            kind = KIND.get(check["kind"], check["kind"])
            fits = [c for c in left if c["kind"] == kind and c["holds"] == check["holds"]]
            # gold names the whole of a rate, not the rate: any figure of it will do there.
            hit = next((c for c in fits if digits(c["stated"]) == stated(check)), None)
            wanted += 1
            broken += not check["holds"]
            if hit:
                left.remove(hit)
                found += 1
                broken_found += not check["holds"]
            elif "--misses" in sys.argv:
                print("MISS ", name, json.dumps(check, ensure_ascii=False), text[:80].replace("\n", " "))
        for check in left:
            alarms += not check["holds"]
            extra += check["holds"]
            if "--misses" in sys.argv:
                print("EXTRA", name, "holds" if check["holds"] else "FAILS", check["explanation"])
    print(f"relations {found}/{wanted}  violations {broken_found}/{broken}  "
          f"false alarms {alarms}  other relations that hold {extra}")


if __name__ == "__main__":
    main()
