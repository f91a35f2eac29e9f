"""A job of one's own by the form: what is asked for, what is refused, what it writes."""

import re

from journey import step, travel
from tree import until


def open_form(quayside):
    quayside.find('button', 'Submit Job').act()
    return quayside.find('dialog', 'Submit Job')


def journey(quayside):
    with step('the sample leaves a definition'):
        quayside.find('button', 'Run').wait('sensitive').act()
        quayside.status(re.compile('^Verified'), patience=90)
    with step('an empty form says what it needs'):
        quayside.click(quayside.find('list', 'Sections').find('list item', 'Jobs'))
        form = open_form(quayside)
        form.find('button', 'Submit').act()
        quayside.status('Is required')
    with step('the form is filled in'):
        quayside.type(form.find('text', 'Job name'), 'by-hand')
        quayside.click(form.find('button', 'Job definition'))
        quayside.find('list item', 'md5sum-sample:1')
        quayside.hands.key('Return')
        quayside.gone('list', 'Choices')
        quayside.type(form.find('text', 'Command'), "echo 'two words'")
    with step('the JSON result is live'):
        form.find('label', re.compile('"two words"'))
    with step('it is submitted, and succeeds'):
        form.find('button', re.compile('^Submit')).act()
        quayside.gone('dialog', 'Submit Job')
        quayside.find('table row', re.compile('by-hand.*Succeeded'), patience=60)
    with step('the desktop was told of it'):
        until(lambda: any('by-hand' in title + body for title, body, _
                          in quayside.notifications.shown.values()), 'a notification of the job')


if __name__ == '__main__':
    travel(journey)
