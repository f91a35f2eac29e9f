"""The local engine in a process of its own, called from Python: see serve-engine.c."""

import itertools
import json
import os
import subprocess
import threading


class EngineFault(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class EngineProcess:
    """Any number of threads may call at once. What runs goes on running when it is closed."""

    def __init__(self, build, folder, datastore, **environment):
        os.makedirs(datastore, exist_ok=True)
        self._process = subprocess.Popen(
            [os.path.join(build, 'tests', 'aws-server', 'serve-engine'), folder, datastore],
            env={**os.environ, **environment}, text=True, bufsize=1,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._ids = itertools.count()
        self._lock = threading.Lock()
        self._waiting = {}
        self._ended = False
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self._process.stdout:
            reply = json.loads(line)
            with self._lock:
                slot = self._waiting.pop(reply['id'])
            slot.append(reply)
            slot[0].set()
        with self._lock:
            self._ended = True
            for slot in self._waiting.values():
                slot[0].set()

    def call(self, operation, request):
        slot = [threading.Event()]
        with self._lock:
            if self._ended:
                raise EngineFault('UNAVAILABLE', 'the engine has ended')
            number = next(self._ids)
            self._waiting[number] = slot
            line = json.dumps({'id': number, 'operation': operation, 'input': request})
            self._process.stdin.write(line + '\n')
            self._process.stdin.flush()
        slot[0].wait()
        if len(slot) < 2:
            raise EngineFault('UNAVAILABLE', 'the engine has ended')
        if 'error' in slot[1]:
            raise EngineFault(slot[1]['error']['code'], slot[1]['error']['message'])
        return slot[1]['output']

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
