"""From a fresh start to the sum of a file: the sample, on this computer, through the window."""

import hashlib
import os
import re

from journey import step, travel
from tree import until


def journey(quayside):
    with step('the start page offers the sample'):
        run = quayside.find('button', 'Run')
    with step('the sample runs'):
        run.wait('sensitive').act()
    with step('the job ends with its sum, verified'):
        quayside.status(re.compile('^Verified'), patience=90)
        total = quayside.find('label', re.compile('^[0-9a-f]{32}$')).name
    with step('the sum is that of the file, computed here'):
        assert total in sums_below(os.path.expanduser('~/Quayside')), total
    with step('“Show Job” leads to the job'):
        quayside.find('button', 'Show Job').act()
        quayside.gone('button', 'Show Job')
    with step('its log shows the sum'):
        quayside.click(quayside.find('page tab', 'Log'))
        until(lambda: any(total in node.text() for node in quayside.find_all('text')),
              'the sum in the log')
    with step('Ctrl+Q ends the program'):
        quayside.hands.key('ctrl+q')
        assert quayside.wait() == 0


def sums_below(folder):
    for path, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(path, name), 'rb') as file:
                yield hashlib.md5(file.read()).hexdigest()


if __name__ == '__main__':
    travel(journey)
