"""What more than one journey does on its way: a job of the sample, a job by hand, the list of jobs."""

import os
import re

from tree import until


def run_sample(quayside):
    quayside.find('button', 'Run').wait('sensitive').act()
    quayside.status(re.compile('^Verified'), patience=90)


def show_section(quayside, title):
    quayside.click(quayside.find('list', 'Sections').find('list item', title))
    quayside.find('grouping', title)


def submit(quayside, name, command, **fields):
    """A job of the sample's definition, which runs on this computer, with a command of its own."""
    quayside.find('button', 'Submit Job').act()
    form = quayside.find('dialog', 'Submit Job')
    quayside.type(form.find('text', 'Job name'), name)
    quayside.click(form.find('button', 'Job definition'))
    quayside.find('list item', 'md5sum-sample:1')
    quayside.hands.key('Return')
    quayside.gone('list', 'Choices')
    quayside.type(form.find('text', 'Command'), command)
    for label, value in fields.items():
        quayside.type(form.find('text', label), value)
    form.find('button', re.compile('^Submit')).act()
    quayside.gone('dialog', 'Submit Job')


def rows(quayside):
    """What the rows say, without the headings."""
    return [row.name for row in quayside.find_all('table row') if row.parent.role == 'list']


def await_job(quayside, name, status, patience=60):
    """The row of a job, once it is in a state."""
    return quayside.find('table row', re.compile(f'{name}.*{status}'), patience=patience)


def await_notification(quayside, title, patience=60):
    """The number of the notification of that title."""
    def look():
        return [number for number, (shown, _, _) in list(quayside.notifications.shown.items())
                if shown == title]
    return until(look, f'the notification {title!r}', patience)[0]


def install_handler(name, kind, command):
    """The session's program for a kind of thing."""
    folder = os.path.join(os.environ['XDG_DATA_HOME'], 'applications')
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name + '.desktop'), 'w', encoding='utf-8') as entry:
        entry.write(f'[Desktop Entry]\nType=Application\nName={name}\nMimeType={kind};\nExec={command}\n')
    choices = os.path.join(os.environ['XDG_CONFIG_HOME'], 'mimeapps.list')
    known = read(choices) or '[Default Applications]\n'
    with open(choices, 'w', encoding='utf-8') as file:
        file.write(f'{known}{kind}={name}.desktop\n')


def install_file_manager():
    """One that only notes what it is asked to open; answers where."""
    home = os.environ['HOME']
    opened = os.path.join(home, 'opened')
    program = os.path.join(home, 'file-manager')
    with open(program, 'w', encoding='utf-8') as script:
        script.write(f'#!/bin/sh\nprintf "%s\\n" "$1" >>{opened}\n')
    os.chmod(program, 0o755)
    install_handler('file-manager', 'inode/directory', f'{program} %f')
    return opened


def install_browser():
    """The browser of browser.py; answers where it notes what it was shown."""
    notes = os.path.join(os.environ['HOME'], 'browsed')
    program = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'browser.py')
    install_handler('browser', 'x-scheme-handler/http', f'python3 {program} {notes} %u')
    return notes


def read(path):
    if not os.path.exists(path):
        return ''
    with open(path, encoding='utf-8') as file:
        return file.read()
