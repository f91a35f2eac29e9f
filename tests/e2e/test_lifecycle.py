"""Jobs that outlive the window and the program: who watches them, and what is said when one leaves."""

import json
import os
import subprocess

from errands import (await_job, await_notification, install_file_manager, read, run_sample,
                     show_section, submit)
from journey import BUILD, check_log, step, travel
from program import Program, surroundings
from tree import until

QUESTION = 'Quit While 1 Job Is Active?'


def list_jobs():
    answer = subprocess.run([os.path.join(BUILD, 'src', 'quayside'), 'jobs', '--json'], check=True,
                            env={**os.environ, **surroundings(BUILD)}, capture_output=True)
    return {job['jobName']: job for job in json.loads(answer.stdout)}


def close_window(quayside):
    quayside.hands.key('ctrl+w')
    until(lambda: not quayside.hands.windows(), 'the window to close')


def await_window(quayside):
    until(quayside.hands.windows, 'a window')
    quayside.window = quayside.find('frame')


def quit_with_jobs(quayside):
    with step('Ctrl+Q with a job under way says what goes on'):
        quayside.hands.key('ctrl+q')
        alert = quayside.find('alert', QUESTION)
        quayside.hands.key('ctrl+q')
        alert.find('button', 'Stay').act()
        quayside.gone('alert', QUESTION)
        assert quayside.process.poll() is None
    with step('“Quit” quits, and the job goes on'):
        quayside.hands.key('ctrl+q')
        quayside.find('alert', QUESTION).find('button', 'Quit').act()
        assert quayside.wait() == 0
        assert list_jobs()['outlives']['status'] == 'RUNNING'


def find_it_again(quayside):
    again = Program(BUILD)
    again.notifications = quayside.notifications
    try:
        with step('the next start finds the job, which ends as it would have'):
            show_section(again, 'Jobs')
            await_job(again, 'outlives', 'Failed')
            assert list_jobs()['outlives']['container']['exitCode'] == 7
        with step('its notification tells the reason'):
            number = await_notification(again, 'outlives has failed')
            assert '7' in again.notifications.shown[number][1], again.notifications.shown
        again.hands.key('ctrl+q')
        assert again.wait() == 0
        check_log(again)
    finally:
        again.stop()


def journey(quayside):
    opened = install_file_manager()
    with step('the sample leaves a definition, and its results one click away'):
        run_sample(quayside)
        number = until(lambda: [key for key, (title, _, _) in quayside.notifications.shown.items()
                                if title.endswith('has succeeded')], 'its notification')[0]
        quayside.notifications.click(number, 'Open results')
        folder = until(lambda: read(opened), 'the folder').strip()
        assert 'md5sum.txt' in os.listdir(folder), folder
    with step('a job runs; the desktop was told'):
        show_section(quayside, 'Jobs')
        submit(quayside, 'watched', 'sleep 8')
        await_job(quayside, 'watched', 'Running')
        await_notification(quayside, 'watched is running')
    with step('the window closes; the program says that it goes on, once'):
        close_window(quayside)
        await_notification(quayside, 'Quayside goes on watching 1 job')
    with step('the job’s end is told without a window, and the program waits for a click'):
        number = await_notification(quayside, 'watched has succeeded')
        assert quayside.process.poll() is None
        assert not any('goes on' in title for title, _, _ in quayside.notifications.shown.values())
    with step('a click on it opens the job'):
        quayside.notifications.click(number)
        await_window(quayside)
        quayside.find('grouping', 'watched')
    with step('a job that runs long'):
        show_section(quayside, 'Jobs')
        submit(quayside, 'outlives', "sh -c 'sleep 15; exit 7'")
        await_job(quayside, 'outlives', 'Running')
    quit_with_jobs(quayside)
    find_it_again(quayside)


if __name__ == '__main__':
    travel(journey)
