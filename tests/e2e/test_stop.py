"""Jobs that wait are cancelled and jobs that run are terminated: many by the toolbar, one by its page."""

import re

from errands import await_job, await_notification, run_sample, show_section, submit
from journey import step, travel

TOO_MANY = '4096'


def submit_waiting(quayside, name):
    """Nothing here has room for it."""
    submit(quayside, name, 'sleep 300', vCPUs=TOO_MANY)
    await_job(quayside, name, 'Runnable')


def submit_running(quayside, name):
    submit(quayside, name, 'sleep 300')
    await_job(quayside, name, 'Running')


def answer(quayside, question, says, button):
    alert = quayside.find('alert', question)
    text = alert.find('label', re.compile(says)).name
    alert.find('button', button).act()
    quayside.gone('alert', question)
    return text


def select_all(quayside):
    quayside.click(quayside.find_all('table row')[1])
    quayside.hands.key('ctrl+a')


def stop_by_page(quayside, name, button, question, says, agree):
    quayside.click(quayside.find('table row', re.compile(name)), times=2)
    page = quayside.find('grouping', name)
    page.find('button', button).wait('sensitive').act()
    answer(quayside, question, says, agree)
    page.gone('button', button)
    quayside.find('button', 'Back').act()
    await_job(quayside, name, 'Failed')


def journey(quayside):
    with step('the sample leaves a definition'):
        run_sample(quayside)
        show_section(quayside, 'Jobs')
    with step('three jobs wait'):
        for name in ('waits-one', 'waits-two', 'waits-three'):
            submit_waiting(quayside, name)
    with step('one is cancelled from its page'):
        stop_by_page(quayside, 'waits-three', 'Cancel…', 'Cancel Job?', 'will not run', 'Cancel Job')
    with step('of all that are selected, those that wait can be cancelled; who refuses keeps them'):
        select_all(quayside)
        quayside.find('button', 'Cancel Job').wait('sensitive').act()
        text = answer(quayside, 'Cancel 2 Jobs?', 'will not run', 'Keep Jobs')
        assert 'waits-one' in text and 'waits-two' in text and 'md5sum' not in text, text
        await_job(quayside, 'waits-one', 'Runnable')
    with step('who agrees cancels them'):
        quayside.find('button', 'Cancel Job').act()
        answer(quayside, 'Cancel 2 Jobs?', 'will not run', 'Cancel Jobs')
        await_job(quayside, 'waits-one', 'Failed')
        await_job(quayside, 'waits-two', 'Failed')
    with step('one that runs is terminated from its page'):
        submit_running(quayside, 'runs-one')
        stop_by_page(quayside, 'runs-one', 'Terminate…', 'Terminate Job?', 'stops at once', 'Terminate')
    with step('two that run are terminated by the toolbar'):
        submit_running(quayside, 'runs-two')
        submit_running(quayside, 'runs-three')
        select_all(quayside)
        quayside.find('button', 'Terminate Job').wait('sensitive').act()
        answer(quayside, 'Terminate 2 Jobs?', 'stop at once', 'Terminate')
        await_job(quayside, 'runs-two', 'Failed')
        await_job(quayside, 'runs-three', 'Failed')
        quayside.find('button', 'Terminate Job').wait('!sensitive')
    with step('the desktop was told who stopped it'):
        number = await_notification(quayside, 'runs-one has failed')
        assert quayside.notifications.shown[number][1], quayside.notifications.shown


if __name__ == '__main__':
    travel(journey)
