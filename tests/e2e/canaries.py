"""Secrets that must not be found: looked for in every file of the session and, all the while the
program runs, in the command lines and environments of the program and all it starts."""

import base64
import os
import threading
import urllib.parse

PERIOD = 0.02


def disguises(secret):
    """The bytes that a secret would be known by: itself, and as a URL, JSON or base64 has it."""
    plain = secret.encode()
    yield plain
    yield urllib.parse.quote(secret, safe='').encode()
    yield secret.replace('/', '\\/').encode()
    for shift in range(3):
        # What surrounds it changes the letters at both ends.
        yield base64.b64encode(b'\0' * shift + plain)[4 if shift else 0:len(plain) // 3 * 4]


def family(pid):
    """A process and all that descend from it."""
    members = [pid]
    for member in members:
        try:
            for task in os.listdir(f'/proc/{member}/task'):
                with open(f'/proc/{member}/task/{task}/children', encoding='ascii') as file:
                    members += map(int, file.read().split())
        except OSError:
            pass
    return members


def read(path):
    try:
        with open(path, 'rb') as file:
            return file.read()
    except OSError:
        return b''


class Canaries:
    """Secrets may be added while it watches, as they come to be."""

    def __init__(self):
        self._lock = threading.Lock()
        self._needles = {}
        self._seen = {}
        self._stopped = threading.Event()
        self._threads = []

    def add(self, name, secret):
        assert len(secret) >= 12, f'{name} is too short to be told from anything else'
        with self._lock:
            for needle in disguises(secret):
                self._needles[needle] = name

    def _find(self, data):
        with self._lock:
            return sorted({name for needle, name in self._needles.items() if needle in data})

    def watch(self, pid):
        """From now until stop(), how the program and its children were called."""
        def look():
            while not self._stopped.wait(PERIOD):
                for member in family(pid):
                    for what in ('cmdline', 'environ'):
                        data = read(f'/proc/{member}/{what}')
                        if data:
                            self._seen[(member, what, data)] = True
        self._threads.append(threading.Thread(target=look, daemon=True))
        self._threads[-1].start()

    def stop(self):
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def found_in_processes(self):
        """Where a secret was found, one line each; nothing when there is nothing."""
        return [f'{name} in /proc/{pid}/{what}' for pid, what, data in list(self._seen) for name in self._find(data)]

    def found_in_files(self, *folders):
        """The same, also for the names of files."""
        faults = []
        for folder in folders:
            for where, _, names in os.walk(folder):
                for path in (os.path.join(where, name) for name in names):
                    if os.path.isfile(path) and not os.path.islink(path):
                        faults += [f'{name} in {path}' for name in self._find(read(path))]
                    faults += [f'{name} is the name of {path}' for name in self._find(os.fsencode(path))]
        return faults

    def count(self):
        """How many command lines and environments were looked at: none would prove nothing."""
        return len(self._seen)
