#!/usr/bin/env python3
"""run_tests.py RUN-TESTS: that build-aux/run-tests tells a flaky test from a broken one.

It is run on small projects of its own, whose tests fail always, once, or by leaving themselves out.
"""
import os
import subprocess
import sys
import tempfile
import unittest

RUN_TESTS = os.path.abspath(sys.argv.pop(1))

SCRIPTS = {
    'steady': 'echo fine',
    'once': '[ -e "$0.ran" ] && echo better && exit 0; : >"$0.ran"; echo the first failure; exit 1',
    'broken': 'echo this is broken; echo and complains >&2; exit 3',
    'absent': 'echo "left out: no such thing here"; exit 77',
    # Fails at first, and then when another such is about.
    'shy': '[ -e "$0.ran" ] || { : >"$0.ran"; exit 1; }; '
           'cd "${0%/*}" && mkdir room && sleep 0.3 && rmdir room',
}


class RunTests(unittest.TestCase):
    def run_tests(self, names, *arguments, ci=''):
        folder = tempfile.TemporaryDirectory(prefix='quayside-run-tests-')
        self.addCleanup(folder.cleanup)
        with open(os.path.join(folder.name, 'meson.build'), 'w', encoding='utf-8') as file:
            file.write("project('play')\n")
            for name in names:
                script = os.path.join(folder.name, name)
                with open(script, 'w', encoding='utf-8') as body:
                    body.write('#!/bin/sh\n' + SCRIPTS[name.split('-')[0]] + '\n')
                os.chmod(script, 0o755)
                file.write(f"test('{name}', find_program('{name}'), suite: 'a')\n")
        build = os.path.join(folder.name, 'build')
        subprocess.run(['meson', 'setup', build, folder.name], check=True, capture_output=True)
        result = subprocess.run([RUN_TESTS, build, *arguments], text=True, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, env={**os.environ, 'CI': ci})
        return result.returncode, result.stdout

    def test_what_passes_passes(self):
        code, output = self.run_tests(['steady'])
        self.assertEqual(code, 0, output)
        self.assertIn('1 passed, 0 failed\n', output)
        self.assertNotIn('flaky', output)

    def test_what_fails_once_is_flaky_and_shown(self):
        code, output = self.run_tests(['steady', 'once'])
        self.assertEqual(code, 0, output)
        self.assertRegex(output, r'flaky: .*once: failed first, passed alone')
        self.assertIn('the first failure', output)
        self.assertTrue(output.endswith('2 passed, 0 failed, 1 flaky\n'), output)

    def test_what_fails_twice_fails_the_run(self):
        code, output = self.run_tests(['broken', 'once', 'steady'])
        self.assertEqual(code, 1, output)
        self.assertRegex(output, r'broken failed \(FAIL\)')
        self.assertRegex(output, r'flaky: .*once')
        self.assertTrue(output.endswith('2 passed, 1 failed, 1 flaky\n'), output)

    def test_the_logs_of_failures_come_last(self):
        code, output = self.run_tests(['broken', 'steady'], ci='true')
        self.assertEqual(code, 1, output)
        tail = output[output.rindex('==='):]
        self.assertIn('The whole took', tail)
        log = output[output.index('=== '):]
        self.assertIn('this is broken\nand complains', log)
        self.assertLess(len(log.splitlines()), 15, log)

    def test_again_means_alone(self):
        code, output = self.run_tests(['shy-1', 'shy-2', 'shy-3'])
        self.assertEqual(code, 0, output)
        self.assertIn('3 flaky', output)

    def test_many_failures_are_no_accident(self):
        code, output = self.run_tests([f'once-{i}' for i in range(11)])
        self.assertEqual(code, 1, output)
        self.assertNotIn('Once more', output)
        self.assertIn('0 passed, 11 failed', output)

    def test_only_what_was_asked_for_is_run_again(self):
        code, output = self.run_tests(['once', 'broken'], 'once')
        self.assertEqual(code, 0, output)
        self.assertNotIn('broken', output)

    def test_what_is_left_out_is_told_and_fails_ci(self):
        code, output = self.run_tests(['steady', 'absent'])
        self.assertEqual(code, 0, output)
        self.assertIn('was left out: no such thing here', output)
        self.assertIn('1 passed, 0 failed, 1 skipped', output)
        self.assertEqual(self.run_tests(['steady', 'absent'], ci='true')[0], 1)
        self.assertEqual(self.run_tests(['absent'])[0], 1)

    def test_a_list_is_only_a_list(self):
        code, output = self.run_tests(['broken'], '--list')
        self.assertEqual((code, 'broken' in output, 'failed' in output), (0, True, False), output)


if __name__ == '__main__':
    unittest.main(verbosity=2)
