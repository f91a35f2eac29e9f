"""Commands typed in a terminal while a window is open: done by it, shown in both."""

import json
import os
import re
import signal
import subprocess

from errands import await_job, show_section
from journey import BUILD, step, travel
from program import surroundings
from tree import until


def start(*arguments):
    return subprocess.Popen([os.path.join(BUILD, 'src', 'quayside'), *arguments], text=True,
                            env={**os.environ, **surroundings(BUILD)}, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def call(*arguments):
    process = start(*arguments)
    output, errors = process.communicate(timeout=90)
    return process.returncode, output, errors


def journey(quayside):
    with step('“run” is done by the window and told in the terminal'):
        show_section(quayside, 'Jobs')
        code, output, errors = call('run', '--sample')
        assert code == 0 and 'verified' in output, (code, output, errors)
        job_id = re.search('The job is ([0-9a-f-]+)', output).group(1)
        await_job(quayside, job_id[:8], 'Succeeded')
    with step('“jobs” lists what the window lists'):
        code, output, errors = call('jobs', '--json')
        assert code == 0, errors
        assert [job['jobId'] for job in json.loads(output)] == [job_id], output
    with step('“logs” prints the log, with the sum'):
        code, output, errors = call('logs', job_id)
        assert code == 0 and re.search('^[0-9a-f]{32}$', output, re.M), (output, errors)
    with step('mistakes have their exit code, and say what is wrong'):
        code, output, errors = call('logs', 'no-such-job')
        assert (code, output) == (1, '') and 'no-such-job' in errors, (code, output, errors)
        code, _, errors = call('jobs', '-s', 'DONE')
        assert code == 2 and 'DONE' in errors, (code, errors)
    with step('who interrupts the terminal is told that the job goes on'):
        path = os.path.join(os.environ['HOME'], 'large')
        with open(path, 'wb') as file:
            file.truncate(1 << 30)
        process = start('run', path)
        until(lambda: 'Copying' in process.stdout.readline(), 'the copying')
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        assert process.returncode == 130 and 'goes on' in errors, (process.returncode, errors)
        assert quayside.process.poll() is None
        await_job(quayside, 'md5sum', 'Running', patience=90)
    with step('a second start shows the window that is open'):
        assert call()[0] == 0
        assert len(quayside.hands.windows()) == 1


if __name__ == '__main__':
    travel(journey)
