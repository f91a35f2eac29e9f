"""Takes a picture of every screen of the real program: take.py BUILD FOLDER, inside a session."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'e2e'))

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


def go_round(style, size, **environment):
    quayside = Program(BUILD, **environment)
    try:
        titles = [row.name for row in until(lambda: sections(quayside), 'the sections')]
        quayside.hands.resize(*size)
        for title in titles:
            open_section(quayside, title)
            take(quayside, title, style)
    finally:
        quayside.stop()


notifications = Notifications()
go_round('light', WIDE)
go_round('dark', WIDE, ADW_DEBUG_COLOR_SCHEME='prefer-dark')
go_round('narrow', NARROW)
