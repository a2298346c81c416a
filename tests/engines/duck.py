"""Three questions to the flat rows, asked of DuckDB from NDJSON and from Parquet, and answered
a second time in plain Python. What was planted by records.py must be among the answers.

    duck.py ROOM      ROOM holds tonggao, in.ndjson and in.ndjson.truth.json
"""
import collections
import decimal
import json
import pathlib
import subprocess
import sys
import time

import duckdb

ROOM = pathlib.Path(sys.argv[1]).resolve()
PROGRAM = ROOM / "tonggao"

UNITS = """
    with counted as (
        select published[:7] as month, unit, count(*) as uses
        from statistics where published <> '' and unit <> '' group by all)
    select month, unit, uses from counted
    qualify row_number() over (partition by month order by uses desc, unit) <= 3
    order by month, uses desc, unit"""
FALLS = """
    select id, n, value_text from statistics
    where change_direction = 'down' and change_base = 'yoy' and unit = '%' and value > 20
    order by id, n"""
MASKED = """
    select publisher, pattern, count(*) as times from masks
    where removed group by all order by publisher, times desc, pattern"""


def rows(command, name):
    """Writes the flat rows of a command; the types are the program's own."""
    path = ROOM / f"{name}.ndjson"
    subprocess.run(
        [PROGRAM, command, "--from", "ndjson", ROOM / "in.ndjson", "-o", path, "--quiet"],
        check=False, env={},
    )
    record = {"statistics": "statistic", "masks": "mask"}[name]
    schema = subprocess.run(
        [PROGRAM, "schema", record, "--as", "duckdb"], check=True, capture_output=True, text=True
    )
    return path, schema.stdout


def tables(connection, name, path, schema):
    """The table from NDJSON, and a copy of it in Parquet."""
    connection.execute(
        f"""create view {name}_ndjson as
            select * from read_json('{path}', format = 'newline_delimited', columns = {schema})
            where schema <> 'error/1'"""
    )
    parquet = path.with_suffix(".parquet")
    connection.execute(f"copy (from {name}_ndjson) to '{parquet}' (format parquet)")
    connection.execute(f"create view {name}_parquet as from read_parquet('{parquet}')")


def by_hand(path, each):
    with open(path, encoding="utf-8", newline="\n") as file:
        for line in file:
            row = json.loads(line)
            if row["schema"] != "error/1":
                each(row)


def units_by_hand(path):
    counted = collections.Counter()

    def each(row):
        if row["published"] and row["unit"]:
            counted[row["published"][:7], row["unit"]] += 1
    by_hand(path, each)
    months = collections.defaultdict(list)
    for (month, unit), uses in counted.items():
        months[month].append((-uses, unit.encode()))
    return [
        (month, unit.decode(), -uses)
        for month in sorted(months)
        for uses, unit in sorted(months[month])[:3]
    ]


def falls_by_hand(path):
    found = []

    def each(row):
        down = row["change_direction"] == "down" and row["change_base"] == "yoy"
        if down and row["unit"] == "%" and row["value"] is not None:
            if decimal.Decimal(row["value_text"]) > 20:
                found.append((row["id"], row["n"], row["value_text"]))
    by_hand(path, each)
    return sorted(found)


def masked_by_hand(path):
    counted = collections.Counter()

    def each(row):
        if row["removed"]:
            counted[row["publisher"], row["pattern"]] += 1
    by_hand(path, each)
    pairs = [(p.encode(), -times, w.encode()) for (p, w), times in counted.items()]
    return [(p.decode(), w.decode(), -times) for p, times, w in sorted(pairs)]


def planted(answers):
    """Every planted fall over 20% is among the answers, none of the others is."""
    truth = json.loads((ROOM / "in.ndjson.truth.json").read_text())
    found = collections.defaultdict(set)
    for identifier, _, value in answers:
        found[identifier].add(value)
    over = {i: str(fall) for i, fall in truth.items() if fall and fall > 20}
    missing = [i for i, value in over.items() if value not in found[i]]
    assert not missing, f"{len(missing)} planted falls are missing: {missing[:5]}"
    print(f"all {len(over)} planted falls over 20% are found")


def main():
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    statistics, schema = rows("stats", "statistics")
    tables(connection, "statistics", statistics, schema)
    masks, schema = rows("masks", "masks")
    tables(connection, "masks", masks, schema)
    for title, question, answer in [
        ("top units by month", UNITS, units_by_hand(statistics)),
        ("falls by more than 20% in a year", FALLS, falls_by_hand(statistics)),
        ("masked words by publisher", MASKED, masked_by_hand(masks)),
    ]:
        assert answer, f"{title}: nothing to answer"
        for form in ["ndjson", "parquet"]:
            begun = time.monotonic()
            asked = question.replace("from statistics", f"from statistics_{form}")
            asked = asked.replace("from masks", f"from masks_{form}")
            found = connection.execute(asked).fetchall()
            assert found == answer, f"{title}, {form}: {found[:3]} is not {answer[:3]}"
            print(f"{title}, {form}: {len(found)} rows right, {time.monotonic() - begun:.2f} s")
    planted(falls_by_hand(statistics))


main()
