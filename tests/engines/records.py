"""Makes NDJSON records out of samples/: sentences put together anew, figures changed, and in every
record one sentence whose figures are known beforehand. The same number, the same bytes.

    records.py COUNT OUT.ndjson

OUT.ndjson.truth.json holds what was planted: identifier -> percent of the fall, or null.
"""
import json
import pathlib
import random
import re
import sys

PUBLISHERS = ["云山新闻网", "临江日报", "青禾发布", "南浦晚报"]
DIGITS = re.compile(r"[0-9]+")


def sentences():
    """Every sentence of the samples' paragraphs; headings are none."""
    found = []
    for path in sorted(pathlib.Path("samples").glob("*.txt")):
        raw = path.read_bytes()
        text = raw.decode("gb18030" if "gb18030" in path.name else "utf-8")
        lines = [line for line in text.split("\n") if len(line) > 60]
        found += [s for line in lines for s in re.findall("[^。]+。", line)]
    return found


def changed(text, chance):
    """Figures with other digits, none of them turned into another kind of number."""
    def digits(found):
        old = found.group()
        if len(old) == 4 or old.startswith("0"):
            return old
        first = chance.choice("123456789") if len(old) > 2 else old[0]
        return first + "".join(chance.choice("0123456789") for _ in old[1:])
    return DIGITS.sub(digits, text)


def record(number, pool, chance):
    """One record and the fall that was planted in it."""
    fall = chance.randrange(1, 60) if number % 3 else None
    cases = chance.randrange(100, 900)
    planted = f"　　全市共查处违法案件{cases}宗" + (f"，同比下降{fall}%。" if fall else "。")
    body = [changed(p, chance) for p in chance.sample(pool, 3)]
    body.insert(chance.randrange(4), planted)
    day = f"20{chance.randrange(10, 20)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    text = "\n\n".join(body)
    if number % 50 == 0:
        text += "\u2028上面这个字符不是换行。"
    fields = {"id": f"r{number:07}", "date": day, "publisher": PUBLISHERS[number % 4], "text": text}
    # Some are broken: they must come out as error records in their place.
    if number % 1000 == 999:
        fields = {"id": fields["id"], "date": day}
    return fields, fall


def main():
    count, out = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    pool, chance, truth = sentences(), random.Random(17), {}
    with out.open("w", encoding="utf-8", newline="\n") as file:
        for number in range(count):
            fields, fall = record(number, pool, chance)
            if "text" in fields:
                truth[fields["id"]] = fall
            file.write(json.dumps(fields, ensure_ascii=False) + "\n")
    pathlib.Path(f"{out}.truth.json").write_text(json.dumps(truth))
    print(f"{count} records, {out.stat().st_size / 1e6:.1f} MB")


main()
