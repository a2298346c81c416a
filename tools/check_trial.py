#!/usr/bin/env python3
"""Changes one figure of relations that hold, and counts how many changes are found.

    tools/check_trial.py ARTICLES TONGGAO

Every check that holds is taken in turn: one digit of one of its Arabic figures is changed
(deterministically), the changed article is read again, and the change is found when a check
over that place now fails. The digit is the first or second of the figure, so that rounding
does not cover the change. Also counts the checks that fail in the untouched articles.
"""
import json
import pathlib
import random
import subprocess
import sys


def analyze(tonggao, rows):
    data = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
    out = subprocess.run([tonggao, "analyze", "--from", "ndjson", "-"], input=data,
                         capture_output=True, text=True, check=False).stdout
    return [json.loads(line) for line in out.splitlines()]


def changed(text, statistic, rng):
    """The text with one leading digit of the statistic's numeral changed, or None."""
    start, end = statistic["number"]
    digits = [i for i in range(start, end) if text[i] in "0123456789"][:2]
    if not digits:
        return None
    at = rng.choice(digits)
    new = rng.choice([d for d in "123456789" if d != text[at]])
    return text[:at] + new + text[at + 1:]


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    folder, tonggao = pathlib.Path(sys.argv[1]), sys.argv[2]
    rng = random.Random(1)
    texts = {p.name: p.read_text("utf-8").replace("\r\n", "\n") for p in sorted(folder.glob("*.txt"))}
    records = analyze(tonggao, [{"id": name, "text": text} for name, text in texts.items()])
    rows, places, failing = [], [], 0
    for record in records:
        statistics = {s["n"]: s for s in record.get("statistics", [])}
        for check in record.get("checks", []):
            failing += not check["holds"]
            if not check["holds"] or not check["statistics"]:
                continue
            which = statistics[rng.choice(check["statistics"])]
            text = changed(texts[record["id"]], which, rng)
            if text:
                rows.append({"id": str(len(rows)), "text": text})
                places.append((check["kind"], check["start"], check["end"], check["explanation"]))
    table = {}
    for place, record in zip(places, analyze(tonggao, rows)):
        kind, start, end, explanation = place
        hit = any(not c["holds"] and c["start"] < end and start < c["end"] for c in record["checks"])
        n, found = table.get(kind, (0, 0))
        table[kind] = (n + 1, found + hit)
        if not hit and "--misses" in sys.argv:
            print("MISS", explanation)
    print(f"articles {len(texts)}, failing untouched {failing}")
    for kind, (n, found) in sorted(table.items()):
        print(f"{kind:11} changed {n:4}  found {found:4}  {found / n:.2f}")
    n, found = (sum(v[i] for v in table.values()) for i in (0, 1))
    print(f"{'all':11} changed {n:4}  found {found:4}  {found / max(1, n):.2f}")


if __name__ == "__main__":
    main()
