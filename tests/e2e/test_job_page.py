"""The page of a job, for jobs of the real engine: a log that grows, an array and one of its jobs, a
job that waits for a container engine, a job of several containers; all by names that can be read."""

import re

import audit
import engine
from journey import BUILD, step, travel
from tree import until


def open_job(quayside, name):
    quayside.click(quayside.find('table row', says=name), times=2)
    quayside.find('page tab', 'Overview')


def leave(quayside):
    quayside.find('button', 'Back').act()
    quayside.find('grouping', 'Jobs')


def show(quayside, title):
    tab = quayside.find('page tab', title)
    quayside.click(tab)
    tab.wait('selected')


def log_of(quayside):
    return quayside.find('text', 'Log').text()


def journey(quayside):
    wrong = []
    quayside.click(quayside.find('list', 'Sections').find('list item', 'Jobs'))
    with step('a log grows while one looks at it'):
        open_job(quayside, 'grows')
        show(quayside, 'Log')
        until(lambda: 'line 1 ' in log_of(quayside), 'the first line')
        before = log_of(quayside).count('\n')
        until(lambda: log_of(quayside).count('\n') > before + 3, 'more lines')
        wrong += audit.unnamed(quayside)
        show(quayside, 'Overview')
        quayside.find('label', 'Attempt 1')
        wrong += audit.unnamed(quayside)
        leave(quayside)
    with step('the jobs of an array are listed, and one that failed is opened'):
        open_job(quayside, 'array')
        show(quayside, 'Jobs')
        children = quayside.find('list', 'Jobs of the array')
        children.find('list item', says='Job 0').find('label', 'Exit code 0')
        wrong += audit.unnamed(quayside)
        quayside.find('toggle button', '1 Failed').act()
        until(lambda: len(children.find_all('list item')) == 1, 'the one that failed')
        quayside.click(children.find('list item', says='Exit code 1'))
        quayside.find('label', re.compile('exit code 1'))
        quayside.find('button', 'Show Array')
        leave(quayside)
    with step('a job that waits for a container engine says what to install'):
        open_job(quayside, 'needs-engine')
        quayside.find('label', 'Jobs with an image need a container engine')
        quayside.find('label', re.compile('package docker.io'))
        leave(quayside)
    with step('a job of several containers says which one failed'):
        open_job(quayside, 'several')
        quayside.find('label', re.compile('exit code 5'))
        wrong += audit.unnamed(quayside)
        leave(quayside)
    with step('the form has a name for every control'):
        quayside.find('button', 'Submit Job').act()
        quayside.find('dialog', 'Submit Job')
        wrong += audit.unnamed(quayside)
        quayside.find('dialog', 'Submit Job').find('button', 'Cancel').act()
    assert not wrong, '\n'.join(['', *wrong])


def prepare():
    engine.call(BUILD,
                *engine.job('grows', 'i=0; while [ $i -lt 400 ]; do i=$((i+1)); echo "line $i of a log";'
                                     ' sleep 0.3; done'),
                *engine.job('array', '[ $AWS_BATCH_JOB_ARRAY_INDEX != 7 ]', arrayProperties={'size': 20}),
                *engine.job('needs-engine', 'true', {'image': 'busybox'}),
                ['RegisterJobDefinition',
                 {'jobDefinitionName': 'several', 'type': 'container', 'ecsProperties': {'taskProperties': [
                     {'containers': [engine.container('exit 5', name='main', essential=True),
                                     engine.container('true', name='helper', essential=False)]}]}}],
                ['SubmitJob', {'jobName': 'several', 'jobQueue': 'default', 'jobDefinition': 'several'}])


if __name__ == '__main__':
    prepare()
    travel(journey)
