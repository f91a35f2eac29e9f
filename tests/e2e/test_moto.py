"""An account at moto, which another has made after AWS and which checks our signatures by code of its
own, with a real Docker engine behind its jobs."""

import os
import uuid

from accounts import Accounts, Refused
from canaries import Canaries
from journey import BUILD, step
from keyring import Keyring
from moto import Moto
from tree import until


def settings(moto, key_id):
    return {'id': str(uuid.uuid4()), 'name': 'Moto', 'region': moto.region,
            'credentials': {'accessKey': {'accessKeyId': key_id}}, 'endpoints': {'url': moto.url}}


def add_account(accounts, moto):
    key_id, secret = moto.key
    account = settings(moto, key_id)
    with step('moto believes our signature'):
        who = accounts.do('test', settings=account, secret={'secretAccessKey': secret})
        assert who['arn'].endswith(':user/researcher'), who
    with step('and not that of a wrong key'):
        try:
            accounts.do('test', settings=account, secret={'secretAccessKey': 'x' * 40})
            raise AssertionError('moto believes anything')
        except Refused as refusal:
            assert refusal.error['code'] == 'SignatureDoesNotMatch', refusal
    return accounts.do('add', settings=account, secret={'secretAccessKey': secret})['id']


def run_job(accounts, account, moto):
    queue = moto.make_queue('real')
    accounts.call(account, 'RegisterJobDefinition', {
        'jobDefinitionName': 'sum', 'type': 'container', 'containerProperties': {
            'image': 'busybox', 'command': ['sh', '-c', 'echo abc | md5sum'], 'vcpus': 1, 'memory': 64}})
    job = accounts.call(account, 'SubmitJob', {'jobName': 'sum', 'jobQueue': queue, 'jobDefinition': 'sum'})['jobId']

    def look():
        detail = accounts.call(account, 'DescribeJobs', {'jobs': [job]})['jobs'][0]
        return detail if detail['status'] in ('SUCCEEDED', 'FAILED') else None

    detail = until(look, 'the end of the job', 120)
    assert detail['status'] == 'SUCCEEDED', detail
    return job, detail


def journey(accounts, moto):
    account = add_account(accounts, moto)
    with step('a job runs in a container, and its log has the sum'):
        job, detail = run_job(accounts, account, moto)
        events = accounts.call(account, 'GetLogEvents', {
            'logGroupName': '/aws/batch/job', 'logStreamName': detail['container']['logStreamName'],
            'startFromHead': True}, 'logs')['events']
        assert '0bee89b07a248e27c83fc3d5951213c1' in ''.join(event['message'] for event in events), events
    with step('boto3 sees the same job'):
        assert moto.client('batch').describe_jobs(jobs=[job])['jobs'][0]['status'] == 'SUCCEEDED'
    with step('other services are one line away'):
        assert accounts.call(account, 'DescribeSubnets', service='ec2')['Subnets']
        assert accounts.call(account, 'ListRoles', service='iam')['Roles'][0]['RoleName'] == 'real'
        assert accounts.call(account, 'ListBuckets', service='s3').get('Buckets', []) == []
    with step('what was made is deleted'):
        for operation, request in (('UpdateJobQueue', {'jobQueue': 'real', 'state': 'DISABLED'}),
                                   ('DeleteJobQueue', {'jobQueue': 'real'}),
                                   ('UpdateComputeEnvironment', {'computeEnvironment': 'real', 'state': 'DISABLED'}),
                                   ('DeleteComputeEnvironment', {'computeEnvironment': 'real'})):
            accounts.call(account, operation, request)
        assert moto.client('batch').describe_job_queues()['jobQueues'] == []
    with step('the account is removed'):
        assert [item['name'] for item in accounts.do('remove', account=account)] == ['This computer']


def main():
    keyring, canaries = Keyring(), Canaries()
    moto = Moto(os.environ['QUAYSIDE_DOCKER_HOST'])
    canaries.add('the secret key', moto.key[1])
    accounts = Accounts(BUILD)
    canaries.watch(accounts.pid)
    journey(accounts, moto)
    assert keyring.items() == []
    accounts.close()
    moto.stop()
    canaries.stop()
    faults = canaries.found_in_processes() + canaries.found_in_files(os.environ['QUAYSIDE_SESSION'])
    assert canaries.count() > 1 and not faults, '\n'.join(['', *faults])
    accounts.check_log()


main()
