"""Runs the binary inside Spark (local-cluster: executors are processes of their own, as on a
real cluster), by mapInArrow and by rdd.pipe, and compares every line with the direct run. In each
round a child is killed in the middle of its partition: Spark must try again and lose nothing.

    spark.py ROOM COUNT      ROOM holds tonggao, in.ndjson and direct.ndjson
"""
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time

import pyspark

os.environ.setdefault("SPARK_HOME", os.path.dirname(pyspark.__file__))
os.environ["PYSPARK_PYTHON"] = sys.executable
from pyspark.sql import SparkSession  # noqa: E402

ROOM, COUNT = pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2])


def pieces(kill_marker):
    """A function for mapInArrow: lines in, lines out, through one child a partition."""
    def analyze(batches):
        import signal
        import subprocess
        import threading

        import pyarrow
        from pyspark import SparkFiles, TaskContext

        command = [SparkFiles.get("tonggao"), "analyze", "--pipe"]
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={}, bufsize=1 << 20
        )
        failed = []

        # One thread writes while this one reads: neither pipe can fill up and stop both.
        def write():
            try:
                for batch in batches:
                    for line in batch.column(0).to_pylist():
                        child.stdin.write(line.encode() + b"\n")
                child.stdin.close()
            except BaseException as error:  # noqa: BLE001 - told below
                failed.append(error)
                child.kill()

        writer = threading.Thread(target=write)
        writer.start()
        context, schema = TaskContext.get(), pyarrow.schema([("record", pyarrow.string())])
        doomed = (context.partitionId(), context.attemptNumber()) == (1, 0)
        lines = []
        for line in child.stdout:
            lines.append(line.rstrip(b"\n").decode())
            if len(lines) == 500:
                yield pyarrow.RecordBatch.from_pydict({"record": lines}, schema)
                lines = []
                if doomed:
                    open(kill_marker, "w").close()
                    child.send_signal(signal.SIGKILL)
        writer.join()
        if child.wait() != 0 or failed:
            raise RuntimeError(f"tonggao ended with {child.returncode}: {failed}")
        yield pyarrow.RecordBatch.from_pydict({"record": lines}, schema)
    return analyze


def digest(line):
    # An error record tells its line: within the partition, not within the file.
    if line.startswith('{"schema":"error/1"'):
        line = re.sub('"line":[0-9]+', '"line":0', line)
    return hashlib.sha256(line.encode()).hexdigest()


def compare(name, found, wanted, begun):
    found = sorted(found)
    assert found == wanted, f"{name}: {len(found)} lines, {len(wanted)} wanted, or other ones"
    seconds = time.monotonic() - begun
    print(f"{name}: {len(found)} records equal to the direct run, {seconds:.1f} s", flush=True)


def main():
    with open(ROOM / "direct.ndjson", encoding="utf-8", newline="\n") as file:
        wanted = sorted(digest(line.rstrip("\n")) for line in file)
    assert len(wanted) == COUNT, f"{len(wanted)} records in the direct run"
    size = (ROOM / "in.ndjson").stat().st_size
    spark = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("tonggao")
        .config("spark.files", str(ROOM / "tonggao"))
        .config("spark.executor.memory", "1g")
        .config("spark.sql.files.maxPartitionBytes", str(size // 8))
        .config("spark.sql.files.openCostInBytes", "0")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "1000")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("OFF")
    # Only \n ends a record: U+2028 and its kin stand inside.
    lines = spark.read.option("lineSep", "\n").text(str(ROOM / "in.ndjson"))

    begun = time.monotonic()
    records = lines.mapInArrow(pieces(str(ROOM / "killed")), "record string")
    digests = records.rdd.map(lambda row: digest(row.record)).collect()
    compare("mapInArrow, one child killed", digests, wanted, begun)
    assert (ROOM / "killed").exists(), "no child was killed"

    # The files of spark.files lie in the working folder of an executor. The first child that
    # makes the folder answers 700 lines and dies; all others are the program itself.
    begun = time.monotonic()
    once = f"mkdir {ROOM}/dead 2>/dev/null || exec ./tonggao analyze --pipe; "
    once += "head -n 700 | ./tonggao analyze --pipe; kill -9 $$"
    texts = lines.rdd.map(lambda row: row.value)
    records = texts.pipe(f"/bin/sh -c '{once}'", env={"PATH": "/usr/bin:/bin"}, checkCode=True)
    compare("rdd.pipe, one child killed", records.map(digest).collect(), wanted, begun)
    assert (ROOM / "dead").exists(), "no child was killed"

    # The published types fit: every record is parsed by them and keeps its fields.
    ddl = subprocess.run(
        [ROOM / "tonggao", "schema", "article", "--as", "spark"],
        check=True, capture_output=True, text=True,
    ).stdout
    with open(ROOM / "direct.ndjson", encoding="utf-8", newline="\n") as file:
        some = [next(file).rstrip("\n") for _ in range(500)]
    parsed = spark.read.schema(ddl).json(spark.sparkContext.parallelize(some)).collect()
    figures = sum(len(record["statistics"]) for record in map(json.loads, some))
    assert sum(len(row.statistics) for row in parsed) == figures > 0
    assert all(row.tool.version for row in parsed)
    print(f"schema article --as spark: {len(parsed)} records parsed, {figures} statistics")
    spark.stop()


main()
