"""A job queue of one's own: made by its form, changed, switched off and on again, and deleted."""

import re

from journey import step, travel


def open_queues(quayside):
    quayside.click(quayside.find('list', 'Sections').find('list item', 'Job queues'))


def choose(quayside, queue, item):
    """An item of a queue's menu."""
    quayside.click(quayside.find('button', f'Menu of {queue}'))
    quayside.find('menu item', item).act()


def journey(quayside):
    with step('the queues are listed, and one can be made'):
        open_queues(quayside)
        quayside.find('list item', 'default')
        quayside.find('button', re.compile('^Create')).act()
        form = quayside.find('dialog', 'Create a Job Queue')
    with step('an empty form says what it needs'):
        form.find('button', 'Create').act()
        quayside.status('Is required')
    with step('the form is filled in, the environment picked from a list'):
        quayside.type(form.find('text', 'Job queue name'), 'by-hand')
        quayside.click(form.find('button', 'Compute environments'))
        quayside.find('list item', 'this-computer')
        quayside.hands.key('Return')
        form.find('list item', '1, this-computer')
        form.find('button', re.compile('^Create|Fault')).act()
        quayside.gone('dialog', 'Create a Job Queue')
    with step('it is listed'):
        quayside.find('list item', 'by-hand')
    with step('its priority is changed'):
        choose(quayside, 'by-hand', 'Edit…')
        form = quayside.find('dialog', 'Edit Job Queue')
        quayside.type(form.find(('text', 'spin button'), 'Priority'), '7')
        form.find('button', 'Save').act()
        quayside.gone('dialog', 'Edit Job Queue')
    with step('it is disabled, and enabled again by the toast'):
        choose(quayside, 'by-hand', 'Disable')
        quayside.find('list item', 'by-hand', says='Valid, disabled')
        quayside.find('button', 'Undo').act()
        quayside.find('list item', 'by-hand', says='Valid, enabled')
    with step('it is deleted, after a question that names it'):
        choose(quayside, 'by-hand', 'Delete…')
        question = quayside.find(name='Delete Job Queue?', role=('dialog', 'alert'))
        question.find('label', re.compile('by-hand'))
        question.find('button', 'Delete').act()
        quayside.gone('list item', 'by-hand')
        quayside.find('list item', 'default')


if __name__ == '__main__':
    travel(journey)
