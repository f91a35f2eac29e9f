#!/usr/bin/env python3
"""test_reaper.py REAPER: that nothing outlives it."""
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest

REAPER = os.path.abspath(sys.argv.pop(1))
# Away from its parent as far as a process gets: its parent ends, its session and group are its own.
STRAY = 'setsid sh -c \'echo $$ >"$0"; exec sleep 1000\' "$PIDS/{0}" & '


class Reaper(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='quayside-reaper-')
        self.addCleanup(folder.cleanup)
        self.pids = folder.name

    def start(self, script):
        return subprocess.Popen([REAPER, 'sh', '-c', script], env={**os.environ, 'PIDS': self.pids}, text=True,
                                stdout=subprocess.PIPE)

    def read_pid(self, name):
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                with open(os.path.join(self.pids, name), encoding='ascii') as file:
                    return int(file.read())
            except (FileNotFoundError, ValueError):
                time.sleep(0.02)
        raise AssertionError(f'{name} does not start')

    def assert_gone(self, *names):
        for name in names:
            self.assertRaises(ProcessLookupError, os.kill, self.read_pid(name), 0)

    def test_the_exit_code_is_that_of_the_command(self):
        for script, code in (('exit 0', 0), ('exit 77', 77), ('kill -9 $$', 137)):
            process = self.start(script)
            self.assertEqual(process.communicate(timeout=60), ('', None))
            self.assertEqual(process.returncode, code)

    def test_what_is_left_running_is_ended_and_told(self):
        both = STRAY.format('a') + STRAY.format('b')
        process = self.start(both + 'while [ ! -s "$PIDS/a" ] || [ ! -s "$PIDS/b" ]; do sleep 0.02; done')
        output, _ = process.communicate(timeout=60)
        self.assertIn('sleep 1000', output)
        self.assertEqual(process.returncode, 0)
        self.assert_gone('a', 'b')

    def test_breaking_off_ends_all(self):
        process = self.start(STRAY.format('a') + 'sleep 1000')
        self.read_pid('a')
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 128 + signal.SIGTERM)
        self.assert_gone('a')


if __name__ == '__main__':
    unittest.main(verbosity=2)
