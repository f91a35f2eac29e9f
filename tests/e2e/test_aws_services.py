"""The accounts of AWS through the services behind the window: keys, roles, logins, jobs; with a real
keyring, AWS as tests/aws-server plays it, and an eye on where secrets go."""

import os
import subprocess
import sys
import threading
import uuid

import boto3

from accounts import Accounts, Refused
from canaries import Canaries
from errands import install_browser
from journey import BUILD, step
from keyring import Keyring
from program import surroundings
from tree import until

sys.path.append(os.path.join(os.path.dirname(__file__), '..', 'aws-server'))
from aws_server import AwsServer  # noqa: E402

EXPIRED = 3   # QS_ENGINE_ERROR_EXPIRED
IMAGE = 'localhost/this-computer'
BROWSER = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'browser.py')


def settings(server, name, **credentials):
    return {'id': str(uuid.uuid4()), 'name': name, 'region': server.region, 'credentials': credentials,
            'endpoints': {'url': server.url, 'services': {'sso': server.url, 'sso-oidc': server.url,
                                                          'oidc': server.url}}}


def refused(call, *arguments, **members):
    try:
        call(*arguments, **members)
    except Refused as refusal:
        return refusal.error
    raise AssertionError('it was not refused')


def add_key(accounts, server, keyring):
    key = server.identities.user_key
    account = settings(server, 'Lab', accessKey={'accessKeyId': key.access_key_id})
    secret = {'secretAccessKey': key.secret_access_key}
    with step('a wrong key is refused in the words of AWS'):
        error = refused(accounts.do, 'test', settings=account, secret={'secretAccessKey': 'x' * 40})
        assert error['code'] == 'SignatureDoesNotMatch', error
    with step('the right one says who we are, and nothing is kept yet'):
        who = accounts.do('test', settings=account, secret=secret)
        assert who['arn'] == key.arn, who
        assert keyring.items() == []
    with step('added, its secret is in the keyring'):
        known = accounts.do('add', settings=account, secret=secret)['id']
        assert [item for item in keyring.items() if known in item.values()], keyring.items()
    return known


def make_resources(accounts, account):
    accounts.call(account, 'CreateComputeEnvironment', {
        'computeEnvironmentName': 'e', 'type': 'MANAGED', 'computeResources': {
            'type': 'EC2', 'maxvCpus': 4, 'minvCpus': 0, 'instanceTypes': ['optimal'], 'subnets': ['subnet-1'],
            'securityGroupIds': ['sg-1'], 'instanceRole': 'ecsInstanceRole'}})
    accounts.call(account, 'CreateJobQueue', {'jobQueueName': 'q', 'priority': 1, 'computeEnvironmentOrder': [
        {'order': 1, 'computeEnvironment': 'e'}]})
    for name, script in (('says', 'echo from AWS'), ('sleeps', 'sleep 600')):
        accounts.call(account, 'RegisterJobDefinition', {
            'jobDefinitionName': name, 'type': 'container', 'containerProperties': {
                'image': IMAGE, 'command': ['sh', '-c', script], 'resourceRequirements': [
                    {'type': 'VCPU', 'value': '0.25'}, {'type': 'MEMORY', 'value': '64'}]}})


def await_end(accounts, account, job):
    def look():
        detail = accounts.call(account, 'DescribeJobs', {'jobs': [job]})['jobs'][0]
        return detail if detail['status'] in ('SUCCEEDED', 'FAILED') else None
    return until(look, 'the end of the job', 60)


def run_jobs(accounts, account, server):
    with step('environment, queue, definition, job, log'):
        make_resources(accounts, account)
        job = accounts.call(account, 'SubmitJob', {'jobName': 'j', 'jobQueue': 'q', 'jobDefinition': 'says'})['jobId']
        detail = await_end(accounts, account, job)
        assert detail['status'] == 'SUCCEEDED', detail
        events = accounts.call(account, 'GetLogEvents', {
            'logGroupName': '/aws/batch/job', 'logStreamName': detail['container']['logStreamName'],
            'startFromHead': True}, 'logs')['events']
        assert [event['message'] for event in events] == ['from AWS']
    with step('terminate'):
        long = accounts.call(account, 'SubmitJob', {'jobName': 'l', 'jobQueue': 'q', 'jobDefinition': 'sleeps'})['jobId']
        accounts.call(account, 'TerminateJob', {'jobId': long, 'reason': 'enough'})
        assert await_end(accounts, account, long)['statusReason'] == 'enough'
    with step('boto3 sees the same'):
        key = server.identities.user_key
        batch = boto3.Session(key.access_key_id, key.secret_access_key).client(
            'batch', server.region, endpoint_url=server.url)
        assert {j['jobId']: j['status'] for j in batch.describe_jobs(jobs=[job, long])['jobs']} == {
            job: 'SUCCEEDED', long: 'FAILED'}
    return job


def read_from_command_line(job):
    with step('the command line reads the account’s jobs and logs'):
        for arguments, said in ((['jobs'], job), (['logs', job], 'from AWS')):
            result = subprocess.run([os.path.join(BUILD, 'src', 'quayside'), *arguments, '--account', 'Lab'], text=True,
                                    env={**os.environ, **surroundings(BUILD)}, capture_output=True, timeout=120)
            assert result.returncode == 0 and said in result.stdout, result


def use_role(accounts, server):
    identities = server.identities
    key = identities.user_key
    secret = {'secretAccessKey': key.secret_access_key}
    with step('a role with an external id'):
        role = settings(server, 'Role', assumeRole={'roleArn': 'arn:aws:iam::123456789012:role/External',
                                                    'externalId': 'quayside-42', 'accessKeyId': key.access_key_id})
        assert ':assumed-role/External/' in accounts.do('test', settings=role, secret=secret)['arn']
    with step('a role with MFA asks for the code; a wrong one is refused'):
        role = settings(server, 'Mfa', assumeRole={'roleArn': 'arn:aws:iam::123456789012:role/Mfa',
                                                   'mfaSerial': identities.MFA_SERIAL,
                                                   'accessKeyId': key.access_key_id})
        known = accounts.do('add', settings=role, secret=secret)['id']
        wrong = '000000' if identities.mfa_code != '000000' else '111111'
        said = answer_code(accounts, identities, wrong, do='call', account=known, service='sts',
                           operation='GetCallerIdentity', input={})
        assert said['error']['number'] == EXPIRED, said
    with step('nobody is asked again before they want to be; then the right one is taken'):
        assert refused(accounts.call, known, 'DescribeJobQueues')['number'] == EXPIRED
        said = answer_code(accounts, identities, identities.mfa_code, do='renew', account=known)
        assert 'output' in said, said
        assert ':assumed-role/Mfa/' in accounts.call(known, 'GetCallerIdentity', service='sts')['Arn']
    return known


def aside(accounts, **request):
    """Asks on a thread; answers how to wait for the answer."""
    got = []
    thread = threading.Thread(target=lambda: got.append(accounts.ask(**request)))
    thread.start()

    def wait():
        thread.join(60)
        assert got, f'no answer to {request["do"]}'
        return got[0]
    return wait


def answer_code(accounts, identities, code, **request):
    answer = aside(accounts, **request)
    question = accounts.event()
    assert question['ask'] == 'code' and question['mfaSerial'] == identities.MFA_SERIAL, question
    accounts.answer(question, code=code)
    return answer()


def log_in(accounts, notes, errand, **members):
    """What an errand comes to during which a person has to log in."""
    answer = aside(accounts, do=errand, **members)
    page = accounts.event()
    subprocess.run([sys.executable, BROWSER, notes, page['browse']], check=True, timeout=60)
    said = answer()
    assert 'output' in said, said
    return said['output']


def use_login(accounts, server, notes):
    centre = {'startUrl': server.document()['startUrl'], 'region': server.region}
    with step('a login in the browser offers accounts and roles'):
        wanted = settings(server, 'Login', identityCenter={**centre, 'accountId': '123456789012', 'roleName': 'Researcher'})
        offered = log_in(accounts, notes, 'join', settings=wanted)
        assert offered['123456789012'] == ['Researcher', 'ReadOnly'], offered
        wanted['id'] = offered['id']
        known = accounts.do('add', settings=wanted)['id']
    with step('the role’s keys sign'):
        assert 'AWSReservedSSO_Researcher' in accounts.call(known, 'GetCallerIdentity', service='sts')['Arn']
    with step('a login that has ended is asked for again, by a code this time'):
        server.identity_center.forget_logins()
        for key in server.identities.keys():
            if 'AWSReservedSSO' in key.arn:
                server.identities.expire(key.access_key_id)
        error = refused(accounts.call, known, 'DescribeJobQueues')
        assert error['number'] == EXPIRED, error
        log_in(accounts, notes, 'login', account=known, byCode=True)
        accounts.call(known, 'DescribeJobQueues')
    return known


def leave(accounts, keyring, known):
    with step('removed, nothing of an account is left in the keyring'):
        for account in known:
            accounts.do('remove', account=account)
        assert [item['name'] for item in accounts.do('list')] == ['This computer']
        assert keyring.items() == [], keyring.items()


def look_for_secrets(canaries, server):
    with step('no secret is in any file, command line or environment'):
        for name, secret in server.secrets():
            canaries.add(name, secret)
        assert canaries.count() > 1
        faults = canaries.found_in_processes() + canaries.found_in_files(os.environ['QUAYSIDE_SESSION'])
        assert not faults, '\n'.join(['', *faults])


def main():
    keyring, canaries, notes = Keyring(), Canaries(), install_browser()
    with AwsServer(BUILD, os.path.join(os.environ['QUAYSIDE_SESSION'], 'aws'), **surroundings(BUILD)) as server:
        accounts = Accounts(BUILD)
        canaries.watch(accounts.pid)
        known = [add_key(accounts, server, keyring)]
        job = run_jobs(accounts, known[0], server)
        accounts.close()
        read_from_command_line(job)
        accounts = Accounts(BUILD)
        canaries.watch(accounts.pid)
        with step('a new start finds the account and its secret'):
            assert accounts.call(known[0], 'DescribeJobs', {'jobs': [job]})['jobs'][0]['status'] == 'SUCCEEDED'
        known.append(use_role(accounts, server))
        known.append(use_login(accounts, server, notes))
        look_for_secrets(canaries, server)
        leave(accounts, keyring, known)
        accounts.close()
        canaries.stop()
        look_for_secrets(canaries, server)
        accounts.check_log()


main()
