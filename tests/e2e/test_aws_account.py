"""An AWS account in the window, from the form to its removal: a key, a job, a company login; with a
real keyring, AWS as tests/aws-server plays it, and an eye on where secrets go."""

import os
import re
import sys

import boto3

from canaries import Canaries
from errands import await_job, install_browser, show_section, submit
from journey import BUILD, step, travel
from keyring import Keyring
from program import surroundings
from tree import until

sys.path.append(os.path.join(os.path.dirname(__file__), '..', 'aws-server'))
from aws_server import AwsServer  # noqa: E402

QUEUE = {'Job queue': 'lab'}
IMAGE = 'localhost/this-computer'


def prepare(server):
    """An environment, a queue and a definition, which somebody has made by boto3."""
    batch = client(server)
    batch.create_compute_environment(computeEnvironmentName='e', type='MANAGED', computeResources={
        'type': 'EC2', 'maxvCpus': 4, 'minvCpus': 0, 'instanceTypes': ['optimal'], 'subnets': ['subnet-1'],
        'securityGroupIds': ['sg-1'], 'instanceRole': 'ecsInstanceRole'})
    batch.create_job_queue(jobQueueName='lab', priority=1, computeEnvironmentOrder=[
        {'order': 1, 'computeEnvironment': 'e'}])
    batch.register_job_definition(jobDefinitionName='md5sum-sample', type='container', containerProperties={
        'image': IMAGE, 'command': ['true'], 'resourceRequirements': [
            {'type': 'VCPU', 'value': '0.25'}, {'type': 'MEMORY', 'value': '64'}]})


def client(server):
    key = server.identities.user_key
    return boto3.Session(key.access_key_id, key.secret_access_key).client(
        'batch', server.region, endpoint_url=server.url)


def open_menu(quayside):
    quayside.find('toggle button', 'Account').act()


def write(quayside, form, label, text):
    quayside.type(form.find(('text', 'password text', 'entry'), label), text)


def fill_in_key(quayside, server, dialog):
    write(quayside, dialog, 'Access key ID', server.identities.user_key.access_key_id)
    write(quayside, dialog, 'Secret access key', 'x' * 40)
    write(quayside, dialog, 'Region', server.region)
    write(quayside, dialog, 'Name', 'Lab')
    quayside.click(dialog.find('label', 'Advanced'))
    write(quayside, dialog, 'Endpoint', server.url)


def connect(quayside, server, keyring):
    with step('the form of a key'):
        open_menu(quayside)
        quayside.find('button', re.compile('Add Account')).act()
        dialog = quayside.find('dialog', 'Connect an AWS Account')
        quayside.click(dialog.find('label', 'Access Key'))
        fill_in_key(quayside, server, dialog)
    with step('a wrong key is refused in a sentence, and nothing is kept'):
        dialog.find('button', 'Connect').wait('sensitive').act()
        quayside.status(re.compile('^The secret access key does not belong'))
        assert keyring.items() == []
    with step('the right one says who we are'):
        write(quayside, dialog, 'Secret access key', server.identities.user_key.secret_access_key)
        dialog.find('button', 'Connect').wait('sensitive').act()
        dialog.find('label', re.compile('user/researcher'))
        dialog.find('button', 'Done').act()
        assert len(keyring.items()) == 1


def log_in(quayside, server):
    with step('a company login by the browser offers accounts and roles'):
        open_menu(quayside)
        quayside.find('button', re.compile('Add Account')).act()
        dialog = quayside.find('dialog', 'Connect an AWS Account')
        quayside.click(dialog.find('label', 'Company Login'))
        write(quayside, dialog, 'Address of the login page', server.document()['startUrl'])
        write(quayside, dialog, 'Region of the login page', server.region)
        dialog.find('button', 'Log In').wait('sensitive').act()
        quayside.click(dialog.find('label', 'Lab'))
        quayside.click(dialog.find('label', 'Researcher'))
    with step('the account of the role'):
        write(quayside, dialog, 'Region', server.region)
        write(quayside, dialog, 'Name', 'Company')
        quayside.click(dialog.find('label', 'Advanced'))
        write(quayside, dialog, 'Endpoint', server.url)
        dialog.find('button', 'Connect').wait('sensitive').act()
        dialog.find('label', re.compile('AWSReservedSSO_Researcher'))
        dialog.find('button', 'Done').act()


def run_jobs(quayside, server):
    batch = client(server)
    with step('a job runs on the account, and boto3 sees it'):
        show_section(quayside, 'Jobs')
        submit(quayside, 'adds', 'sh -c "echo from AWS; sleep 1"', **QUEUE)
        await_job(quayside, 'adds', 'Succeeded')
        jobs = batch.list_jobs(jobQueue='lab', jobStatus='SUCCEEDED')['jobSummaryList']
        assert [job['jobName'] for job in jobs] == ['adds'], jobs
    with step('its log is that of CloudWatch'):
        quayside.click(quayside.find('table row', re.compile('adds')), times=2)
        quayside.find('grouping', 'adds')
        quayside.click(quayside.find('page tab', 'Log'))
        until(lambda: 'from AWS' in quayside.find('text', 'Log').text(), 'the line of the log')
        quayside.find('button', 'Back').act()
    with step('terminate'):
        submit(quayside, 'long', 'sleep 600', **QUEUE)
        await_job(quayside, 'long', 'Running')
        quayside.click(quayside.find('table row', re.compile('long')), times=2)
        quayside.find('grouping', 'long').find('button', 'Terminate…').wait('sensitive').act()
        quayside.find('alert', 'Terminate Job?').find('button', 'Terminate').act()
        quayside.find('button', 'Back').act()
        await_job(quayside, 'long', 'Failed')
        jobs = batch.list_jobs(jobQueue='lab', jobStatus='FAILED')['jobSummaryList']
        assert [job['jobName'] for job in jobs] == ['long'], jobs


def remove(quayside, keyring):
    with step('removed in the window, the secrets go with them'):
        for name in ('Company', 'Lab'):
            open_menu(quayside)
            quayside.find('button', re.compile('Manage Accounts')).act()
            dialog = quayside.find('dialog', 'Accounts')
            row = dialog.find('list item', re.compile(name))
            row.find('toggle button', 'Account Menu').act()
            quayside.find('menu item', 'Remove…').act()
            alert = quayside.find('alert', f'Remove “{name}”?')
            alert.find('button', 'Remove').act()
            dialog.gone('list item', re.compile(name))
            quayside.hands.key('Escape')
            quayside.gone('dialog', 'Accounts')
        until(lambda: not keyring.items(), 'an empty keyring')


def journey(server, keyring, canaries):
    def steps(quayside):
        canaries.watch(quayside.process.pid)
        connect(quayside, server, keyring)
        run_jobs(quayside, server)
        log_in(quayside, server)
        remove(quayside, keyring)
    return steps


def look_for_secrets(canaries, server):
    for name, secret in server.secrets():
        canaries.add(name, secret)
    faults = canaries.found_in_processes() + canaries.found_in_files(os.environ['QUAYSIDE_SESSION'])
    assert canaries.count() > 0 and not faults, '\n'.join(['', *faults])


def main():
    keyring, canaries = Keyring(), Canaries()
    install_browser()
    with AwsServer(BUILD, os.path.join(os.environ['QUAYSIDE_SESSION'], 'aws'), **surroundings(BUILD)) as server:
        prepare(server)
        try:
            travel(journey(server, keyring, canaries), AWS_ENDPOINT_URL_SSO=server.url,
                   AWS_ENDPOINT_URL_SSO_OIDC=server.url, G_MESSAGES_DEBUG='all')
        except SystemExit:
            print('AWS was asked:', *server.play.calls()[-40:], sep='\n  ')
            raise
        canaries.stop()
        look_for_secrets(canaries, server)


main()
