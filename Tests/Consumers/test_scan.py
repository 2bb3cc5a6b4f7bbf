"""Scans that are killed, stopped, locked out and starved, and what SQLite then reads in their stores."""

import itertools
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import time

import pytest

from conftest import PROGRAM, run

KILLS = 50
INPUTS = 300


def fill(folder, count):
    """Text certificates in some folders; every fifth has a hit, every seventh equals another."""
    for number in range(count):
        path = folder / f"{number % 7}" / f"{number:04}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "结业证书\n" if number % 7 == 0 else f"结业证书第{number}号\n"
        path.write_text(text + ("国家级培训\n" if number % 5 == 0 else ""), "utf-8")
    (folder / "empty.txt").write_text("")
    return folder


def scan(store, folder, *options, **keywords):
    command = [PROGRAM, "scan", "--store", store, "--no-config", "--quiet", *options, folder.name]
    return subprocess.run(
        [str(part) for part in command], cwd=folder.parent, capture_output=True, **keywords
    )


def content(store):
    """All that a store says, but for times and numbers of rows."""
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as database:
        inputs = database.execute(
            """SELECT inputs.run, path, inputs.status, sha256, size, judgements.notes, certificate, inputs.notes,
                 (SELECT group_concat(rule || start_byte || end_byte || fingerprint || body, '|')
                  FROM findings JOIN statements ON statements.id = statement
                  WHERE findings.judgement = inputs.judgement)
               FROM inputs LEFT JOIN judgements ON judgements.id = judgement ORDER BY inputs.run, path"""
        ).fetchall()
        runs = database.execute("SELECT id, state, rules_sha256, as_of FROM runs").fetchall()
        judged = database.execute("SELECT count(*) FROM judgements").fetchone()
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return runs, judged, inputs


def done(store):
    """How many inputs have a result."""
    try:
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as database:
            return database.execute("SELECT count(status) FROM inputs").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def is_finished(store):
    """Whether the first run was killed only when it had nothing left to do."""
    if not store.exists():
        return False
    # Not only for reading: what was killed may have left a log to be recovered.
    with sqlite3.connect(store) as database:
        is_store = database.execute("SELECT 1 FROM sqlite_schema WHERE name = 'runs'").fetchone()
        return bool(is_store) and database.execute("SELECT state FROM runs").fetchone() == (
            "finished",
        )


def test_a_scan_that_is_killed_again_and_again_ends_like_one_that_is_not(tmp_path):
    folder = fill(tmp_path / "certs", INPUTS)
    whole = tmp_path / "whole.db"
    start = time.monotonic()
    assert scan(whole, folder).returncode == 2
    duration = time.monotonic() - start
    expected = content(whole)
    assert len(expected[2]) == INPUTS + 1
    rng = random.Random(68)
    kills = 0
    for number in itertools.count():
        if kills >= KILLS:
            break
        store = tmp_path / f"killed-{number}.db"
        while True:
            before = done(store)
            try:
                status = scan(store, folder, timeout=rng.uniform(0, duration)).returncode
            except subprocess.TimeoutExpired:
                # Python kills with SIGKILL.
                kills += 1
                assert done(store) >= before
            else:
                assert status == 2
                break
            if is_finished(store):
                break
        assert content(store) == expected


def test_a_scan_goes_on_after_a_loss_of_power(tmp_path):
    folder = fill(tmp_path / "certs", INPUTS)
    whole, store = tmp_path / "whole.db", tmp_path / "store.db"
    scan(whole, folder)
    expected = content(whole)
    rng = random.Random(68)
    command = [PROGRAM, "scan", "--store", store, "--no-config", "--quiet", folder.name]
    process = subprocess.Popen(command, cwd=folder.parent, stdout=subprocess.DEVNULL)
    snapshots = []
    while process.poll() is None:
        time.sleep(rng.uniform(0, 0.1))
        process.send_signal(signal.SIGSTOP)
        log = store.with_name(store.name + "-wal")
        if log.exists():
            # What the disk has when the power goes: the log perhaps without its end.
            kept = log.read_bytes()
            lost = rng.choice([0, rng.randrange(len(kept) + 1)])
            snapshots.append((store.read_bytes(), kept[: len(kept) - lost]))
        process.send_signal(signal.SIGCONT)
    assert process.returncode == 2
    assert len(snapshots) > 1
    for number, (database, log) in enumerate(snapshots):
        restored = tmp_path / f"restored-{number}.db"
        restored.write_bytes(database)
        restored.with_name(restored.name + "-wal").write_bytes(log)
        if not is_finished(restored):
            assert scan(restored, folder).returncode == 2
        assert content(restored) == expected


def test_an_interrupted_scan_says_how_to_go_on(tmp_path):
    folder = fill(tmp_path / "certs", INPUTS)
    store = tmp_path / "store.db"
    process = subprocess.Popen(
        [PROGRAM, "scan", "--store", store, "--no-config", "--lang", "en", "--jobs", "1", folder],
        stderr=subprocess.PIPE,
    )
    while process.poll() is None and done(store) == 0:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    trouble = process.communicate()[1].decode()
    assert process.returncode == 2
    assert "all of them stored; give the same command to go on" in trouble
    assert 0 < done(store) < INPUTS
    with sqlite3.connect(store) as database:
        [gone] = database.execute("SELECT path FROM inputs WHERE status IS NULL LIMIT 1").fetchone()
    os.unlink(gone)
    again = run("scan", "--store", store, "--no-config", "--lang", "en", "--jobs", "1", folder)
    assert "going on with run 1" in again.stderr.decode()
    assert f"{gone}: no such file or directory" in again.stderr.decode()
    assert again.returncode == 2
    assert "unread 2" in again.stdout.decode()
    assert "run 1 is finished" in again.stdout.decode()


def test_a_second_scan_of_the_same_contents_judges_nothing(tmp_path):
    folder = fill(tmp_path / "certs", 40)
    store = tmp_path / "store.db"
    scan(store, folder)
    (folder / "0/0000.txt").rename(folder / "0/renamed.txt")
    (folder / "1/0001.txt").write_text("中华插花证书\n", "utf-8")
    again = scan(store, folder, "--lang", "en", "--since", "1")
    assert "reused: 40 inputs" in again.stdout.decode()
    assert "since run 1: 2 new, 1 fixed" in again.stdout.decode()


def test_a_scan_says_why_it_judges_everything_again(tmp_path):
    folder = fill(tmp_path / "certs", 12)
    store = tmp_path / "store.db"
    options = ["scan", "--store", store, "--no-config", "--lang", "en"]
    run(*options, "--as-of", "2024-05-01", folder)
    again = run(*options, "--as-of", "2024-06-01", folder)
    assert "the day (2024-05-01 → 2024-06-01; --as-of keeps it) changed" in again.stderr.decode()
    assert b"reused: 0 inputs" in again.stdout


def test_two_scans_of_one_store_exclude_each_other(tmp_path):
    folder = fill(tmp_path / "certs", INPUTS)
    store = tmp_path / "store.db"
    first = subprocess.Popen([PROGRAM, "scan", "--store", store, "--no-config", "-q", folder])
    while not store.exists():
        time.sleep(0.001)
    first.send_signal(signal.SIGSTOP)
    second = scan(store, folder, "--lang", "en")
    assert second.returncode == 2
    assert b"another scan is using the store" in second.stderr
    first.send_signal(signal.SIGCONT)
    assert first.wait() == 2
    assert len(content(store)[2]) == INPUTS + 1


def test_a_full_disk_loses_nothing_that_was_stored(tmp_path):
    folder = fill(tmp_path / "certs", INPUTS)
    store, whole = tmp_path / "store.db", tmp_path / "whole.db"
    scan(whole, folder)

    def small_files():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))

    starved = scan(store, folder, "--lang", "en", preexec_fn=small_files)
    assert starved.returncode == 2
    assert store.name in starved.stderr.decode()
    before = done(store)
    assert before < INPUTS
    assert scan(store, folder).returncode == 2
    assert content(store) == content(whole)


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda path: path.write_bytes(b"no database" * 1000), "is no store of zhenglint"),
        (lambda path: sqlite3.connect(path).executescript("CREATE TABLE a (b)"), "is no store"),
        (
            lambda path: sqlite3.connect(path).executescript(
                "PRAGMA application_id = 0x7A686C6E; PRAGMA user_version = 99; CREATE TABLE a (b)"
            ),
            "was written by a later zhenglint",
        ),
    ],
)
def test_what_is_no_store_is_left_as_it_is(tmp_path, make, message):
    folder = fill(tmp_path / "certs", 3)
    store = tmp_path / "store.db"
    make(store)
    before = store.read_bytes()
    refused = scan(store, folder, "--lang", "en")
    assert refused.returncode == 2
    assert message in refused.stderr.decode()
    assert store.read_bytes() == before


def test_a_damaged_store_is_told_and_not_written_to(tmp_path):
    folder = fill(tmp_path / "certs", INPUTS)
    store = tmp_path / "store.db"
    scan(store, folder)
    with sqlite3.connect(store) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    pages = bytearray(store.read_bytes())
    for page in range(3, len(pages) // 4096):
        pages[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    store.write_bytes(pages)
    refused = scan(store, folder, "--lang", "en")
    assert refused.returncode == 2
    assert "is damaged" in refused.stderr.decode()


def test_paths_come_from_a_list(tmp_path):
    folder = fill(tmp_path / "certs", 12)
    names = sorted(str(path.relative_to(tmp_path)) for path in folder.rglob("*.txt"))
    names[0:0] = ["certs/nowhere.txt"]
    store = tmp_path / "store.db"
    options = ["scan", "--store", store, "--no-config", "-q", "--files-from", "-"]
    listed = run(*options, "--null", cwd=tmp_path, stdin="\0".join(names).encode())
    assert listed.returncode == 2
    assert "nowhere.txt" in listed.stderr.decode()
    assert {row[1] for row in content(store)[2]} == set(names)


def test_a_list_of_paths_that_is_missing_is_no_empty_one(tmp_path):
    store = tmp_path / "store.db"
    missing = run("scan", "--store", store, "--files-from", tmp_path / "list", "--lang", "en")
    assert missing.returncode == 2
    assert "cannot read the list of paths" in missing.stderr.decode()


def test_a_manifest_says_what_the_certificates_do_not(tmp_path):
    folder = fill(tmp_path / "certs", 12)
    manifest = tmp_path / "list.csv"
    rows = [
        "编号,路径,发证机构,机构类型,发证日期,地区,经办人",
        'A-1,certs/0/0000.txt,"插花协会, 云洲",association,2024-05-01,云洲市,王',
        "A-2,certs/1/0001.txt,青禾学校,school,2099-01-01,云洲市,李",
        "A-3,certs/gone.txt,,,,,",
        "A-4,certs/2/0002.txt,太多",
    ]
    manifest.write_bytes("\r\n".join(rows).encode("gb18030"))
    store = tmp_path / "store.db"
    scanned = run("scan", "--store", store, "-q", "--no-config", "--manifest", manifest, "--lang", "en")
    assert scanned.returncode == 2
    trouble = scanned.stderr.decode()
    assert "line 3: the date of issue 2099-01-01 is later than" in trouble
    assert "gone.txt: no such file or directory" in trouble
    assert "line 5: the row has 3 values" in trouble
    assert "manifest: 2 rows could not be used" in scanned.stdout.decode()
    with sqlite3.connect(store) as database:
        stated = database.execute(
            """SELECT number, judgements.issuer, judgements.issuer_kind, district, extra, inputs.status
               FROM submissions JOIN inputs ON submission = submissions.id
               LEFT JOIN judgements ON judgements.id = judgement ORDER BY line"""
        ).fetchall()
    assert stated == [
        ("A-1", "插花协会, 云洲", "association", "云洲市", '[["经办人","王"]]', "checked"),
        ("A-3", None, None, None, '[["经办人",""]]', "unread"),
    ]


def test_metrics_and_events_are_for_programs(tmp_path):
    folder = fill(tmp_path / "certs", 20)
    metrics = tmp_path / "metrics.prom"
    finished = scan(
        tmp_path / "store.db", folder, "--metrics-file", metrics, "--log-format", "json"
    )
    assert 'zhenglint_scan_inputs_done{run="1"} 21' in metrics.read_text()
    events = [json.loads(line) for line in finished.stderr.decode().splitlines()]
    assert {"run-began", "run-finished"} <= {event["event"] for event in events}
    assert next(e for e in events if e["event"] == "run-finished")["inputs"] == "21"
