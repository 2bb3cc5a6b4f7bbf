"""Runs `zhenglint worker` beside one task, and starts another one when it dies."""

import json
import os
import resource
import select
import signal
import subprocess
import tempfile
import time
from typing import NamedTuple

# How much of what a dying worker said is read, in bytes; a backtrace follows its first line.
LAST_WORDS = 1000


class Worker(NamedTuple):
    """How workers are run."""

    command: list
    # For one input, in seconds.
    time_limit: float
    # Of the address space of a worker in bytes, or none.
    memory_limit: int | None


def answers(jobs, worker, *, is_alone=False):
    """Does jobs in order, each with exactly one answer.

    - jobs: What the worker is given, with ids of its own.
    - is_alone: Every job has a worker of its own.

    An answer is that of the worker, `{"report": …}` or `{"error": {"code", "message"}}`, with the
    report as it was written under `text`; the codes `crashed` and `timed-out` are ours. That the
    program cannot be started at all is no matter of a job: `OSError`.
    """
    process = None
    try:
        for job in jobs:
            process = process or Process(worker)
            answer = process.answer(job)
            if is_alone or not process.is_running:
                process.close()
                process = None
            yield answer
    finally:
        if process:
            process.close()


class Process:
    """One running worker.

    It is given a job only when it has answered the one before, so that it is always known on which
    one it died.
    """

    def __init__(self, worker):
        self.worker = worker
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            worker.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            bufsize=0,
            preexec_fn=self.limit if worker.memory_limit else None,
        )
        self.poll = select.poll()
        self.poll.register(self.process.stdout, select.POLLIN | select.POLLHUP)
        self.is_running = True

    def limit(self):
        resource.setrlimit(resource.RLIMIT_AS, (self.worker.memory_limit,) * 2)

    def answer(self, job):
        try:
            self.send(json.dumps(job).encode() + b"\n")
            line = self.line()
        except TimeoutError:
            self.process.kill()
            self.is_running = False
            return failure("timed-out", f"no answer in {self.worker.time_limit:g} s")
        except (BrokenPipeError, EOFError):
            self.is_running = False
            return failure("crashed", self.last_words())
        return read_answer(line.decode(), job["id"])

    def send(self, line):
        while line:
            line = line[self.process.stdin.write(line) :]

    def line(self):
        deadline = time.monotonic() + self.worker.time_limit
        line = bytearray()
        # Nothing can follow: the next job is still here.
        while not line.endswith(b"\n"):
            left = deadline - time.monotonic()
            if left <= 0 or not self.poll.poll(left * 1000):
                raise TimeoutError
            piece = os.read(self.process.stdout.fileno(), 1 << 16)
            if not piece:
                raise EOFError
            line += piece
        return bytes(line)

    def last_words(self):
        status = self.process.wait()
        self.errors.seek(0)
        said = self.errors.read(LAST_WORDS).decode(errors="replace").strip().partition("\n")[0]
        how = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        return f"{how}: {said}" if said else how

    def close(self):
        # Every answer that will be used has been read.
        self.process.kill()
        self.process.wait()
        for stream in [self.process.stdin, self.process.stdout, self.errors]:
            stream.close()


def read_answer(line, number):
    """The answer to the job of this number, which the worker wrote as one line."""
    answer = json.loads(line)
    if answer.pop("id") != number:
        raise RuntimeError(f"no answer to job {number}: {line[:200]}")
    if "report" in answer:
        # Written anew, it would not be the same: invisible characters are escaped in it.
        answer["text"] = line[line.index('"report": ') + len('"report": ') : -len("}\n")]
    return answer


def failure(code, message):
    return {"error": {"code": code, "message": message}}
