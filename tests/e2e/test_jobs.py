"""The list of jobs: two of the sample, counted, filtered by status and by text, sorted."""

import re

from journey import step, travel
from tree import until


def run_sample(quayside):
    quayside.find('button', 'Run').wait('sensitive').act()
    quayside.status(re.compile('^Verified'), patience=90)
    quayside.find('button', 'Run Another').act()


def rows(quayside):
    """What the rows say, without the headings."""
    return [row.name for row in quayside.find_all('table row') if row.parent.role == 'list']


def await_rows(quayside, count):
    return until(lambda: len(rows(quayside)) == count and rows(quayside), f'{count} rows')


def show(quayside, status):
    quayside.click(quayside.find('radio button', re.compile(f'^{status} ')))


def journey(quayside):
    with step('the sample runs twice'):
        run_sample(quayside)
        run_sample(quayside)
    with step('both jobs are in the list, the newer above'):
        quayside.click(quayside.find('list', 'Sections').find('list item', 'Jobs'))
        newer, older = await_rows(quayside, 2)
        assert all('Succeeded' in row for row in (newer, older)), (newer, older)
    with step('their status counts them, another shows none'):
        show(quayside, 'Succeeded')
        quayside.find('radio button', 'Succeeded 2')
        await_rows(quayside, 2)
        show(quayside, 'Failed')
        quayside.find('button', 'Show All Jobs').act()
        await_rows(quayside, 2)
    with step('the arrow keys walk through the states'):
        chosen = quayside.find('radio button', re.compile('^All '))
        quayside.click(chosen)
        chosen.wait('focused')
        quayside.hands.key('Right', 'Right', 'space')
        quayside.find('radio button', 'Pending 0').wait('checked')
        quayside.find('button', 'Show All Jobs').act()
        await_rows(quayside, 2)
    with step('text leaves one of them'):
        quayside.type(quayside.find('entry', 'Filter'), older.split()[0])
        assert await_rows(quayside, 1) == [older]
        quayside.status('Viewing 1 of 2')
        quayside.hands.key('ctrl+a', 'BackSpace')
        await_rows(quayside, 2)
    with step('a click on a heading turns the order round'):
        heading = quayside.find('filler', 'Created at')
        quayside.click(heading)
        until(lambda: rows(quayside) == [older, newer], 'the older above')
    with step('a job that is selected can be cloned, and nothing else done with it'):
        quayside.click(quayside.find('table row', older))
        quayside.find('button', 'Clone Job').wait('sensitive')
        quayside.find('button', 'Terminate Job').wait('!sensitive')


if __name__ == '__main__':
    travel(journey)
