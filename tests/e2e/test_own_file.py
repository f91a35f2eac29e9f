"""The card of the start page with a file of one's own: chosen, cancelled, refused, run, found again."""

import hashlib
import os
import re

from errands import install_file_manager, read
from journey import BUILD, check_log, step, travel
from program import Program
from tree import until

NAME = 'Jörg’s genome with a name too long for a narrow window, chromosome 1 to 22.fa'


def choose(quayside, path):
    """By the keyboard, as the file dialog has it."""
    quayside.find('button', 'Choose…').act()
    until(lambda: len(quayside.hands.windows()) == 2, 'the file dialog')
    quayside.find('button', 'Choose')
    quayside.hands.key('ctrl+l')
    entry = quayside.find('text', state='focused')
    entry.set_text(path)
    quayside.hands.key('Return')
    until(lambda: len(quayside.hands.windows()) == 1, 'the file dialog to close')
    return quayside.find('label', os.path.basename(path))


def make_file(name, size):
    path = os.path.join(os.environ['HOME'], name)
    with open(path, 'wb') as file:
        if size > 1 << 24:
            file.truncate(size)
        else:
            file.write(os.urandom(size))
    return path


def cancel_midway(quayside):
    with step('a large file is cancelled midway'):
        choose(quayside, make_file('large', 4 << 30))
        quayside.find('button', 'Run').act()
        quayside.find('progress bar', 'Copying the file')
        quayside.find('button', 'Cancel').act()
        quayside.status('The job was cancelled')
        quayside.gone('button', 'Show Job')
        quayside.find('button', 'Another File').act()


def fail_to_read(quayside):
    with step('a file that is gone is said to be, and tried again'):
        path = make_file('gone', 10)
        choose(quayside, path)
        os.remove(path)
        quayside.find('button', 'Run').act()
        quayside.status('The sample did not succeed')
        quayside.status(re.compile('gone'))
        with open(path, 'wb') as file:
            file.write(b'back')
        quayside.find('button', 'Try Again').act()
        quayside.status(re.compile('^Verified'), patience=90)
        quayside.find('label', hashlib.md5(b'back').hexdigest())
        quayside.find('button', 'Run Another').act()


def run_own(quayside, opened):
    with step('a file of one’s own is run'):
        path = make_file(NAME, 3000)
        choose(quayside, path)
        quayside.find('button', 'Run').act()
        quayside.status(re.compile('^Verified'), patience=90)
        with open(path, 'rb') as file:
            quayside.find('label', hashlib.md5(file.read()).hexdigest())
    with step('“Open Folder” opens where its result is'):
        quayside.find('button', 'Open Folder').act()
        folder = until(lambda: read(opened), 'the folder').strip()
        assert sorted(os.listdir(folder)) == sorted([NAME, 'md5sum.txt']), folder
    with step('it can be run again'):
        quayside.find('button', 'Run Another').act()
        quayside.find('label', NAME)
        quayside.find('button', 'Run').wait('sensitive')


def start_without_bubblewrap(quayside):
    """Its jobs could only run in a sandbox."""
    quayside.hands.key('ctrl+q')
    assert quayside.wait() == 0
    empty = os.path.join(os.environ['HOME'], 'empty')
    os.mkdir(empty)
    other = Program(BUILD, PATH=empty)
    try:
        with step('without bubblewrap the card says what to install'):
            other.find('button', 'Run').wait('sensitive').act()
            until(lambda: other.find_all(name=re.compile('bubblewrap')) or
                  any('bubblewrap' in node.text() for node in other.find_all('status bar')),
                  'what to install', 60)
        check_log(other)
    finally:
        other.stop()


def journey(quayside):
    opened = install_file_manager()
    cancel_midway(quayside)
    fail_to_read(quayside)
    run_own(quayside, opened)
    start_without_bubblewrap(quayside)


if __name__ == '__main__':
    travel(journey)
