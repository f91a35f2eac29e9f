#!/usr/bin/env python3
"""command-line.py PROGRAM: what a person gets who types `quayside …` on a computer without a display.

Each test has a home of its own, no session bus and no display. The sum that a job brings back is
held against one computed here.
"""
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
SAMPLE = os.path.join(os.path.dirname(__file__), '..', '..', 'data', 'sample', 'md5sum.input')
STATES = ['SUBMITTED', 'RUNNABLE', 'STARTING', 'RUNNING', 'SUCCEEDED']


def md5_of(path):
    with open(path, 'rb') as file:
        return hashlib.file_digest(file, 'md5').hexdigest()


class CommandLine(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.home = tempfile.mkdtemp(prefix='quayside-e2e-')
        self.addCleanup(shutil.rmtree, self.home, ignore_errors=True)
        self.environment = {k: v for k, v in os.environ.items()
                            if k not in ('DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'COLUMNS')}
        self.environment.update(HOME=self.home, XDG_RUNTIME_DIR=self.make('run'),
                                XDG_DATA_HOME=self.make('data'), XDG_CONFIG_HOME=self.make('config'),
                                XDG_CACHE_HOME=self.make('cache'), XDG_STATE_HOME=self.make('state'))
        self.datastore = os.path.join(self.home, 'Quayside', 'datastore')

    def make(self, name):
        path = os.path.join(self.home, name)
        os.mkdir(path, 0o700)
        return path

    def start(self, *arguments, **environment):
        return subprocess.Popen([PROGRAM, *arguments], env={**self.environment, **environment},
                                cwd=self.home, text=True, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def quayside(self, *arguments, **environment):
        process = self.start(*arguments, **environment)
        output, errors = process.communicate(timeout=60)
        errors = '\n'.join(l for l in errors.splitlines() if 'makecontext/swapcontext' not in l)
        return process.returncode, output, errors

    def assert_verified(self, output, original):
        expected = md5_of(original)
        result = re.search(r'^Result: (.*)$', output, re.M).group(1)
        self.assertIn(f'md5sum {expected} verified', output)
        self.assertTrue(result.startswith(self.datastore + '/md5sum-'), result)
        with open(result, encoding='ascii') as file:
            self.assertEqual(file.read(), expected + '\n')
        return result

    def big_file(self):
        # Takes long to copy and no room to make.
        path = os.path.join(self.home, 'big')
        with open(path, 'wb') as file:
            file.truncate(64 << 30)
        return path

    def test_the_sample_succeeds_and_tells_each_state(self):
        code, output, errors = self.quayside('run', '--sample')
        self.assertEqual((code, errors), (0, ''), output)
        self.assert_verified(output, SAMPLE)
        told = [l.split()[1] for l in output.splitlines() if re.match(r'\d\d:\d\d:\d\d  [A-Z]{4}', l)]
        self.assertEqual([s for s in STATES if s in told], told)
        self.assertEqual((told[0], told[-1]), ('SUBMITTED', 'SUCCEEDED'))
        self.assertIn('| ' + md5_of(SAMPLE), output)

    def test_a_file_of_any_name_in_a_datastore_of_any_name(self):
        self.environment['HOME'] = self.make('Jörg’s ❤ home')
        self.datastore = os.path.join(self.environment['HOME'], 'Quayside', 'datastore')
        path = os.path.join(self.home, "--a 'file' $(touch pwned) ü.bin")
        with open(path, 'wb') as file:
            file.write(os.urandom(3_000_000))
        code, output, errors = self.quayside('run', '--', os.path.basename(path))
        self.assertEqual((code, errors), (0, ''), output)
        result = self.assert_verified(output, path)
        self.assertEqual(sorted(os.listdir(os.path.dirname(result))),
                         sorted([os.path.basename(path), 'md5sum.txt']))

    def test_names_that_no_job_could_be_given(self):
        for name in (b'\xff\xfe', b'a\nb', b'md5sum.txt', b'Ref::output', b'empty'):
            path = os.path.join(os.fsencode(self.home), name)
            with open(path, 'wb') as file:
                file.write(b'' if name == b'empty' else name)
            code, output, errors = self.quayside('run', path)
            self.assertEqual((code, errors), (0, ''), (name, output))
            self.assert_verified(output, path)

    def test_a_file_that_is_not_there_leaves_nothing(self):
        code, output, errors = self.quayside('run', 'missing.txt')
        self.assertEqual(code, 1)
        self.assertIn('missing.txt', errors)
        self.assertEqual(os.listdir(self.datastore), [])
        self.assertEqual(json.loads(self.quayside('jobs', '--json')[1]), [])

    def test_a_folder_is_not_a_file(self):
        code, _, errors = self.quayside('run', self.home)
        self.assertEqual((code, errors), (1, f'quayside: {self.home} is not a file'))

    def test_a_datastore_that_cannot_be_written(self):
        with open(os.path.join(self.home, 'Quayside'), 'w', encoding='ascii'):
            pass
        code, _, errors = self.quayside('run')
        self.assertEqual(code, 1)
        self.assertIn(self.datastore, errors)
        self.assertIn('Not a directory', errors)

    def test_without_bubblewrap_it_says_what_to_install(self):
        code, output, errors = self.quayside('run', PATH=self.make('bin'))
        self.assertEqual(code, 1, output)
        self.assertIn('the sample cannot run', errors)
        self.assertIn('bubblewrap', errors)
        jobs = json.loads(self.quayside('jobs', '--json')[1])
        self.assertEqual([job['status'] for job in jobs], ['FAILED'])

    def test_jobs_and_logs_tell_of_what_ran(self):
        self.quayside('run')
        code, output, _ = self.quayside('jobs', '--json')
        self.assertEqual(code, 0)
        job = json.loads(output)[0]
        self.assertEqual(job['status'], 'SUCCEEDED')
        code, output, _ = self.quayside('jobs', COLUMNS='80')
        self.assertEqual(code, 0)
        self.assertTrue(all(len(line) <= 80 for line in output.splitlines()), output)
        self.assertIn(job['jobId'], output)
        self.assertEqual(json.loads(self.quayside('jobs', '--json', '-s', 'running')[1]), [])
        code, output, _ = self.quayside('logs', job['jobId'])
        self.assertEqual((code, output.splitlines()[-1]), (0, md5_of(SAMPLE)))
        self.assertEqual(self.quayside('logs', '--follow', job['jobId'])[1], output)

    def test_mistakes_are_named_and_exit_2(self):
        for arguments, named in ((['frob'], 'frob'), (['--frob'], '--frob'), (['run', '--frob'], '--frob'),
                                 (['run', 'a', 'b'], 'one file'), (['run', '--sample', 'a'], 'one file'),
                                 (['jobs', 'x'], 'x'), (['jobs', '-s', 'DONE'], 'DONE'), (['logs'], 'id')):
            code, output, errors = self.quayside(*arguments)
            self.assertEqual((code, output), (2, ''), arguments)
            self.assertIn(named, errors)

    def test_a_job_that_does_not_exist(self):
        code, output, errors = self.quayside('logs', 'no-such\x1b[31mjob')
        self.assertEqual((code, output), (1, ''))
        self.assertNotIn('\x1b', errors)

    def test_an_account_that_does_not_exist(self):
        for arguments in (['jobs'], ['logs', 'x']):
            code, output, errors = self.quayside(*arguments, '--account', 'La\x1b[31mb')
            self.assertEqual((code, output), (1, ''))
            self.assertIn('there is no account “La', errors)
            self.assertIn('“This computer”', errors)
            self.assertNotIn('\x1b', errors)
        self.assertEqual(self.quayside('jobs', '-a', 'This computer')[0], 0)

    def test_help_and_version(self):
        for arguments in (['--help'], ['-h'], ['run', '--help'], ['jobs', '-h'], ['logs', '--help']):
            code, output, errors = self.quayside(*arguments)
            self.assertEqual((code, errors), (0, ''), arguments)
            self.assertIn('Usage:', output)
        self.assertRegex(self.quayside('--version')[1], r'^Quayside \d+\.\d+\.\d+\n$')

    def test_an_interrupt_stops_the_job_and_says_so(self):
        path = os.path.join(self.home, 'large')
        with open(path, 'wb') as file:
            file.truncate(600 << 20)
        process = self.start('run', path)
        for line in process.stdout:
            if line.rstrip().endswith('RUNNING'):
                break
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 130, errors)
        self.assertIn('stopping the job', errors)
        self.assertEqual([job['status'] for job in json.loads(self.quayside('jobs', '--json')[1])], ['FAILED'])

    def test_while_one_runs_another_reads_but_does_not_write(self):
        first = self.start('run', self.big_file())
        self.assertIn('Copying', first.stdout.readline())
        code, output, errors = self.quayside('jobs')
        self.assertEqual((code, errors), (0, ''))
        self.assertIn('no such jobs', output)
        code, _, errors = self.quayside('run')
        self.assertEqual(code, 1)
        self.assertIn('Quayside', errors)
        first.send_signal(signal.SIGINT)
        first.communicate(timeout=30)
        self.assertEqual(first.returncode, 130)
        self.assertEqual(os.listdir(self.datastore), [])


if __name__ == '__main__':
    unittest.main(verbosity=2)
