"""Takes a picture of every screen of the real program: take.py BUILD FOLDER, inside a session."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'e2e'))

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'aws-server'))

from aws_server import AwsServer  # noqa: E402
from errands import await_job, install_browser, submit  # noqa: E402
from keyring import Keyring  # noqa: E402
from notifications import Notifications  # noqa: E402
from program import Program, surroundings  # noqa: E402
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


def add_account(quayside, source):
    open_switcher(quayside)
    quayside.click(quayside.find('button', 'Add Account…'))
    form = quayside.find('dialog', 'Connect an AWS Account')
    quayside.click(form.find('list item', re.compile(source)))
    return form


def enter(quayside, form, **fields):
    for label, text in fields.items():
        quayside.type(form.find(('text', 'password text'), label.replace('_', ' ')), text)


def connect(quayside, form, server, name):
    enter(quayside, form, Region=server.region, Name=name)
    quayside.click(form.find('label', 'Advanced'))
    enter(quayside, form, Endpoint=server.url)
    form.find('button', 'Connect').act()
    form.find('button', 'Done')


def connect_key(quayside, server, style):
    form = add_account(quayside, 'Access Key')
    key = server.identities.user_key
    enter(quayside, form, Access_key_ID=key.access_key_id, Secret_access_key=key.secret_access_key)
    connect(quayside, form, server, 'Lab')
    take(quayside, 'AWS connected', style)
    form.find('button', 'Done').act()
    quayside.gone('dialog', 'Connect an AWS Account')


def approve(dialog, server):
    """What a person does on the page of the code that the dialog shows."""
    code = dialog.find('label', re.compile('^[A-Z]{4}-[A-Z]{4}$')).name
    server.identity_center.person = 'approve'
    server.identity_center.approve_device(f'user_code={code}')
    server.identity_center.person = 'wait'


def end_login(server):
    server.identity_center.forget_logins()
    for key in server.identities.keys():
        if 'AWSReservedSSO' in key.arn:
            server.identities.expire(key.access_key_id)


def connect_login(quayside, server, style):
    form = add_account(quayside, 'Company Login')
    enter(quayside, form, Address_of_the_login_page=server.document()['startUrl'],
          Region_of_the_login_page=server.region)
    form.find('button', 'Log In').act()
    form.find('button', 'Use a Code Instead')
    take(quayside, 'AWS login browser', style)
    form.find('button', 'Use a Code Instead').act()
    form.find('button', 'Copy the code')
    take(quayside, 'AWS login code', style)
    approve(form, server)
    form.find('list item', 'Teaching')
    take(quayside, 'AWS login accounts', style)
    quayside.click(form.find('list item', 'Lab'))
    form.find('list item', 'Researcher')
    take(quayside, 'AWS login roles', style)
    quayside.click(form.find('list item', 'Researcher'))
    form.find('button', 'Connect')
    take(quayside, 'AWS login fields', style)
    connect(quayside, form, server, 'Company')
    form.find('button', 'Done').act()
    quayside.gone('dialog', 'Connect an AWS Account')


def let_login_end(quayside, server, style):
    end_login(server)
    open_section(quayside, 'Jobs')
    quayside.find('button', 'Refresh').act()
    quayside.find('button', 'Log In', patience=60)
    take(quayside, 'AWS login needed', style)
    quayside.find('button', 'Log In').act()
    dialog = quayside.find('dialog', 'Log In')
    dialog.find('button', 'Use a Code Instead').act()
    dialog.find('button', 'Copy the code')
    take(quayside, 'AWS login again', style)
    approve(dialog, server)
    quayside.gone('dialog', 'Log In')
    quayside.gone('button', 'Log In')


def go_to_aws(style, size, **environment):
    """Accounts as they are when there are some, in front of AWS as tests/aws-server plays it."""
    keyring = Keyring()
    install_browser()
    folder = os.path.join(os.environ['QUAYSIDE_SESSION'], f'aws-{style}')
    with AwsServer(BUILD, folder, **surroundings(BUILD)) as server:
        server.identity_center.person = 'wait'
        quayside = Program(BUILD, AWS_ENDPOINT_URL_SSO=server.url, AWS_ENDPOINT_URL_SSO_OIDC=server.url,
                           **environment)
        try:
            quayside.hands.resize(*size)
            connect_key(quayside, server, style)
            for title in ('Start', 'Jobs', 'Job queues'):
                open_section(quayside, title)
                take(quayside, f'AWS {title}', style)
            connect_login(quayside, server, style)
            let_login_end(quayside, server, style)
            open_switcher(quayside)
            quayside.find('list', 'Accounts')
            take(quayside, 'AWS switcher', style)
            quayside.click(quayside.find('button', 'Manage Accounts…'))
            quayside.find('dialog', 'Accounts')
            take(quayside, 'AWS accounts', style)
        finally:
            quayside.stop()
            keyring.stop()


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
go_to_aws('light', WIDE)
go_to_aws('dark', WIDE, ADW_DEBUG_COLOR_SCHEME='prefer-dark')
go_to_aws('narrow', NARROW)
