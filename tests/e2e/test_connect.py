"""An AWS account is added in the window, with a wrong secret first, which loses nothing, then with the
right one; its queues are shown, it is chosen again, and removed."""

import re

from errands import show_section
from journey import step, travel
from keyring import Keyring
from moto import Moto

WRONG = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
SECRET = ('password text', 'text')


def choose_in_menu(quayside, name):
    quayside.click(quayside.find(('toggle button', 'button'), 'Account'))
    quayside.click(quayside.find(('button', 'list item'), name))


def fill(quayside, form, moto):
    quayside.click(form.find('list item', re.compile('Access Key')))
    quayside.type(form.find('text', 'Access key ID'), moto.key[0])
    quayside.type(form.find(SECRET, 'Secret access key'), WRONG)
    quayside.type(form.find('text', 'Region'), moto.region)
    quayside.type(form.find('text', 'Name'), 'Lab')
    quayside.click(form.find(('toggle button', 'button', 'list item'), re.compile('Advanced')))
    quayside.type(form.find('text', 'Endpoint'), moto.url)


def go(quayside, moto):
    with step('a wrong secret is called so, and nothing entered is lost'):
        choose_in_menu(quayside, 'Add Account…')
        form = quayside.find('dialog', 'Connect an AWS Account')
        fill(quayside, form, moto)
        form.find('button', 'Connect').act()
        form.find('label', 'Wrong Secret')
    with step('the right one says who one is'):
        quayside.type(form.find(SECRET, 'Secret access key'), moto.key[1])
        form.find('button', 'Connect').act()
        form.find('label', re.compile('You Are researcher'))
        form.find('button', 'Done').act()
        quayside.gone('dialog', 'Connect an AWS Account')
    with step('the pages are those of the account'):
        show_section(quayside, 'Job queues')
        quayside.find('label', 'lab-queue')
        choose_in_menu(quayside, 'This computer')
        quayside.gone('label', 'lab-queue')
        choose_in_menu(quayside, 'Lab')
        quayside.find('label', 'lab-queue')
    with step('it is removed'):
        choose_in_menu(quayside, 'Manage Accounts…')
        accounts = quayside.find('dialog', 'Accounts')
        quayside.click(accounts.find(('toggle button', 'button'), 'Account Menu'))
        quayside.click(quayside.find('menu item', 'Remove…'))
        alert = quayside.find('alert', 'Remove “Lab”?')
        alert.find('button', 'Remove').act()
        accounts.gone('label', 'Lab')


keyring = Keyring()
moto = Moto()
moto.make_queue('lab-queue')
try:
    travel(lambda quayside: go(quayside, moto))
finally:
    moto.stop()
    keyring.stop()
