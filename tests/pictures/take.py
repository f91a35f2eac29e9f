"""Takes a picture of every screen of the real program: take.py BUILD FOLDER, inside a session."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'e2e'))

from errands import await_job, submit  # noqa: E402
from notifications import Notifications  # noqa: E402
from program import Program  # noqa: E402
from tree import until  # noqa: E402

WIDE = (1000, 720)
NARROW = (360, 720)
BUILD, FOLDER = sys.argv[1:3]


def file_name(title):
    return title.lower().replace(' ', '-')


def take(quayside, title, style):
    path = os.path.join(FOLDER, f'{file_name(title)}-{style}.png')
    quayside.picture(path)
    print(path)


def sections(quayside):
    return quayside.find('list', 'Sections').find_all('list item')


def open_section(quayside, title):
    """On a narrow window the sections are a step back."""
    if quayside.find_all('button', 'Back') and not quayside.find_all('list', 'Sections'):
        quayside.find('button', 'Back').act()
    quayside.click(quayside.find('list', 'Sections').find('list item', title))
    quayside.find('grouping', title)


def run_sample(quayside):
    """So that there is a job, a definition and a log to be seen."""
    quayside.find('button', 'Run').wait('sensitive').act()
    quayside.status(re.compile('^Verified'), patience=120)


def submit_some(quayside):
    """One that fails, one of many parts, and one that waits, so that there is always one active."""
    open_section(quayside, 'Jobs')
    if quayside.find_all('table row', re.compile('waits')):
        return
    submit(quayside, 'fails', "sh -c 'echo reading; echo no such file: hg38.fa >&2; exit 3'")
    submit(quayside, 'many', 'sleep 1', **{'Array size': '6'})
    submit(quayside, 'waits', 'sleep 1', vCPUs='4096')
    await_job(quayside, 'fails', 'Failed')
    await_job(quayside, 'many', 'Succeeded')
    await_job(quayside, 'waits', 'Runnable')
    quayside.gone('button', 'Show job')


def open_form(quayside, style):
    quayside.find('button', 'Submit Job').act()
    form = quayside.find('dialog', 'Submit Job')
    take(quayside, 'Submit', style)
    form.find('button', 'Submit').act()
    quayside.status('Is required')
    take(quayside, 'Submit faults', style)
    form.find('button', 'Cancel').act()
    quayside.gone('dialog', 'Submit Job')


def open_job(quayside, name, title, style):
    """It is a row of a table, on a narrow window one of a list."""
    row = until(lambda: [node for node in quayside.find_all(('table row', 'list item'))
                         if any(below.name.startswith(name) for below in node.below())], name)[0]
    quayside.click(row, times=2)
    # A job of an array has its log, the array has its jobs.
    tab = quayside.find('page tab', re.compile('^(Log|Jobs)$'))
    take(quayside, title, style)
    quayside.click(tab)
    tab.wait('selected')
    take(quayside, f'{title} {tab.name}', style)
    quayside.find('button', 'Back').act()
    quayside.find('button', 'Submit Job')


def open_switcher(quayside):
    """On a narrow window it is where the sections are, a step back."""
    if quayside.find_all('button', 'Back') and not quayside.find_all('list', 'Sections'):
        quayside.find('button', 'Back').act()
    quayside.click(quayside.find(('toggle button', 'button'), 'Account'))


def look_at_accounts(quayside, style):
    """How one signs in, what is missing, and the list of accounts."""
    open_switcher(quayside)
    quayside.find('list', 'Accounts')
    take(quayside, 'Account switcher', style)
    quayside.click(quayside.find('button', 'Add Account…'))
    form = quayside.find('dialog', 'Connect an AWS Account')
    take(quayside, 'Account', style)
    for title in ('Access Key', 'A Profile on This Computer', 'Assume a Role', 'Company Login'):
        quayside.click(form.find('list item', re.compile(title)))
        # The page slides in.
        form.find('button', re.compile('^(Connect|Log In)$'))
        take(quayside, f'Account {title}', style)
        if title == 'Access Key':
            form.find('button', 'Connect').act()
            quayside.status('Is required')
            take(quayside, 'Account faults', style)
        form.find('button', 'Back').act()
        form.find('list item', re.compile('Assume a Role'))
    quayside.hands.key('Escape')
    quayside.gone('dialog', 'Connect an AWS Account')
    open_switcher(quayside)
    quayside.click(quayside.find('button', 'Manage Accounts…'))
    quayside.find('dialog', 'Accounts')
    take(quayside, 'Accounts', style)
    quayside.hands.key('Escape')
    quayside.gone('dialog', 'Accounts')


def ask_to_quit(quayside, style):
    quayside.hands.key('ctrl+q')
    alert = quayside.find('alert', re.compile('^Quit'))
    take(quayside, 'Quit', style)
    alert.find('button', 'Stay').act()


def go_round(style, size, **environment):
    quayside = Program(BUILD, **environment)
    try:
        titles = [row.name for row in until(lambda: sections(quayside), 'the sections')]
        run_sample(quayside)
        submit_some(quayside)
        quayside.hands.resize(*size)
        for title in titles:
            open_section(quayside, title)
            take(quayside, title, style)
        open_section(quayside, 'Jobs')
        open_form(quayside, style)
        for name, title in (('md5sum-', 'Job'), ('fails', 'Failed job'), ('many', 'Array job')):
            open_job(quayside, name, title, style)
        look_at_accounts(quayside, style)
        ask_to_quit(quayside, style)
    finally:
        quayside.stop()


notifications = Notifications()
go_round('light', WIDE)
go_round('dark', WIDE, ADW_DEBUG_COLOR_SCHEME='prefer-dark')
go_round('narrow', NARROW)
