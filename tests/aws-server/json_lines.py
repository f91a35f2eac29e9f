"""A process that takes calls as lines of JSON and answers so, in any order."""

import itertools
import json
import subprocess
import threading


PATIENCE = 240


class Ended(Exception):
    """The process has ended with this call unanswered, or says what is no answer."""


class JsonLines:
    """Any number of threads may call at once. What the process says without being asked is given to
    on_event, on the thread that reads."""

    def __init__(self, command, environment, on_event=None, stderr=None):
        self._process = subprocess.Popen(command, env=environment, text=True, bufsize=1,
                                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr)
        self.pid = self._process.pid
        self._on_event = on_event
        self._ids = itertools.count(1)
        self._lock = threading.Lock()
        self._waiting = {}
        self._ended = False
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        try:
            for line in self._process.stdout:
                self._take(line)
        finally:
            with self._lock:
                self._ended = True
                for slot in self._waiting.values():
                    slot[0].set()

    def _take(self, line):
        # A library that debugs may speak up before the program has begun.
        if not line.startswith('{'):
            return
        said = json.loads(line)
        if 'id' not in said:
            self._on_event(said)
            return
        with self._lock:
            slot = self._waiting.pop(said['id'])
        slot.append(said)
        slot[0].set()

    def tell(self, line):
        """Something that has no answer."""
        with self._lock:
            self._process.stdin.write(json.dumps(line) + '\n')
            self._process.stdin.flush()

    def ask(self, **request):
        """The answer, a dictionary with 'output' or 'error'."""
        slot = [threading.Event()]
        with self._lock:
            if self._ended:
                raise Ended()
            number = next(self._ids)
            self._waiting[number] = slot
        self.tell({'id': number, **request})
        slot[0].wait(PATIENCE)
        if len(slot) < 2:
            raise Ended()
        return slot[1]

    def close(self):
        """The exit code, once it has answered what it was asked."""
        with self._lock:
            if not self._process.stdin.closed:
                self._process.stdin.close()
        code = self._process.wait(60)
        self._reader.join()
        self._process.stdout.close()
        return code

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
