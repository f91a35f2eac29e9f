#!/usr/bin/env python3
"""test_aws_engine.py BUILD: Quayside's AWS engine, against AWS as this folder plays it: every call is
believed by botocore's check of signatures, and what AWS does at times comes to no harm."""

import os
import shutil
import sys
import tempfile
import threading
import time
import unittest
import uuid

from aws_server import AwsServer
from engine_process import EngineFault
from json_lines import JsonLines

BUILD = os.path.abspath(sys.argv.pop(1))
IMAGE = 'localhost/this-computer'
SUBMISSION = 'quayside:submission'


class AwsEngine(JsonLines):
    def __init__(self, server, key=None, **settings):
        super().__init__([os.path.join(BUILD, 'tests', 'aws-server', 'serve-aws-engine')], dict(os.environ))
        key = key or server.identities.user_key
        self.tell({'accessKeyId': key.access_key_id, 'secretAccessKey': key.secret_access_key,
                   **({'sessionToken': key.session_token} if key.session_token else {}),
                   'settings': {'id': str(uuid.uuid4()), 'name': 'Lab', 'region': server.region,
                                'credentials': {'accessKey': {'accessKeyId': key.access_key_id}},
                                'endpoints': {'url': server.url}, **settings}})

    def call(self, operation, service='batch', **request):
        answer = self.ask(service=service, operation=operation, input=request)
        if 'error' in answer:
            fault = EngineFault(answer['error']['code'], answer['error']['message'])
            fault.name = answer['error'].get('name')
            raise fault
        return answer['output']


class Engine(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix='quayside-aws-')
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.server = AwsServer(BUILD, cls.folder).start()
        cls.addClassCleanup(cls.server.close)
        with AwsEngine(cls.server) as engine:
            engine.call('RegisterJobDefinition', jobDefinitionName='nothing', type='container',
                        containerProperties=cls.container('true'))

    def setUp(self):
        self.engine = AwsEngine(self.server)
        self.addCleanup(self.engine.close)
        self.before = len(self.server.play.calls())

    def tearDown(self):
        self.server.play.remove(None)
        self.server.set_skew(0)

    @staticmethod
    def container(script):
        return {'image': IMAGE, 'command': ['sh', '-c', script],
                'resourceRequirements': [{'type': 'VCPU', 'value': '0.25'}, {'type': 'MEMORY', 'value': '64'}]}

    def calls(self, operation):
        """What the server was asked since the test began."""
        return [call for call in self.server.play.calls()[self.before:] if call['operation'] == operation]

    def refused(self, operation, **request):
        with self.assertRaises(EngineFault) as caught:
            self.engine.call(operation, **request)
        return caught.exception

    def submit(self, name, **more):
        return self.engine.call('SubmitJob', jobName=name, jobQueue='default', jobDefinition='nothing', **more)['jobId']

    def jobs_called(self, name):
        found = []
        for status in ('SUBMITTED', 'PENDING', 'RUNNABLE', 'STARTING', 'RUNNING', 'SUCCEEDED', 'FAILED'):
            found += self.engine.call('ListJobs', jobQueue='default', jobStatus=status)['jobSummaryList']
        return {job['jobId'] for job in found if job['jobName'] == name}

    def test_a_job_from_environment_to_log(self):
        call = self.engine.call
        call('CreateComputeEnvironment', computeEnvironmentName='e', type='MANAGED', computeResources={
            'type': 'EC2', 'maxvCpus': 4, 'minvCpus': 0, 'instanceTypes': ['optimal'], 'subnets': ['subnet-1'],
            'securityGroupIds': ['sg-1'], 'instanceRole': 'ecsInstanceRole'})
        queue = call('CreateJobQueue', jobQueueName='q', priority=1, computeEnvironmentOrder=[
            {'order': 1, 'computeEnvironment': 'e'}])['jobQueueArn']
        call('RegisterJobDefinition', jobDefinitionName='fails', type='container',
             containerProperties=self.container('echo “a line” of ümlauts; exit 3'))
        job = call('SubmitJob', jobName='j', jobQueue=queue, jobDefinition='fails')['jobId']
        while (detail := call('DescribeJobs', jobs=[job])['jobs'][0])['status'] not in ('SUCCEEDED', 'FAILED'):
            time.sleep(0.1)
        self.assertEqual((detail['status'], detail['container']['exitCode']), ('FAILED', 3))
        self.assertIn(SUBMISSION, detail['tags'])
        events = call('GetLogEvents', service='logs', logGroupName='/aws/batch/job', startFromHead=True,
                      logStreamName=detail['container']['logStreamName'])['events']
        self.assertEqual([event['message'] for event in events], ['“a line” of ümlauts'])
        # An ARN in the path: every kind of escape, and a signature over it.
        call('TagResource', resourceArn=detail['jobArn'], tags={'a/b c': 'é=&+'})
        self.assertEqual(call('ListTagsForResource', resourceArn=detail['jobArn'])['tags']['a/b c'], 'é=&+')
        call('UntagResource', resourceArn=detail['jobArn'], tagKeys=['a/b c', SUBMISSION])
        self.assertEqual(call('ListTagsForResource', resourceArn=detail['jobArn']).get('tags', {}), {})
        self.assertEqual({call.get('code') for call in self.server.play.calls()[self.before:]}, {None})

    def test_terminate_ends_a_job(self):
        self.engine.call('RegisterJobDefinition', jobDefinitionName='sleeps', type='container',
                         containerProperties=self.container('sleep 600'))
        job = self.engine.call('SubmitJob', jobName='long', jobQueue='default', jobDefinition='sleeps')['jobId']
        self.engine.call('TerminateJob', jobId=job, reason='enough')
        while (detail := self.engine.call('DescribeJobs', jobs=[job])['jobs'][0])['status'] != 'FAILED':
            time.sleep(0.1)
        self.assertIn('enough', detail['statusReason'])

    def test_sts_says_who_we_are(self):
        identity = self.engine.call('GetCallerIdentity', service='sts')
        self.assertEqual(identity['Arn'], 'arn:aws:iam::123456789012:user/researcher')

    def test_refusals_keep_their_kind_and_words(self):
        fault = self.refused('SubmitJob', jobName='j', jobQueue='no-such', jobDefinition='nothing')
        self.assertEqual((fault.code, fault.name), ('INVALID', 'ClientException'))
        denied = 'User: arn:aws:iam::1:user/x is not authorized to perform: batch:ListJobs on resource: *'
        self.server.play.add({'times': 1, 'status': 403, 'code': 'AccessDeniedException', 'message': denied})
        fault = self.refused('ListJobs', jobQueue='default')
        self.assertEqual((fault.code, fault.name, str(fault)), ('DENIED', 'AccessDeniedException', denied))

    def test_a_wrong_and_an_expired_key(self):
        lent = self.server.identities.issue('arn', 'id', 900)
        with AwsEngine(self.server, lent) as engine:
            engine.call('DescribeJobQueues')
            self.server.identities.expire(lent.access_key_id)
            with self.assertRaises(EngineFault) as caught:
                engine.call('DescribeJobQueues')
            self.assertEqual(caught.exception.code, 'EXPIRED')
            self.server.identities.revoke(lent.access_key_id)
            with self.assertRaises(EngineFault) as caught:
                engine.call('DescribeJobQueues')
            self.assertEqual((caught.exception.code, caught.exception.name), ('DENIED', 'UnrecognizedClientException'))

    def test_throttling_is_waited_out(self):
        self.server.play.add({'match': {'operation': 'ListJobs'}, 'times': 2, 'status': 429,
                              'code': 'TooManyRequestsException', 'headers': {'x-amz-retry-after': '10'}})
        self.engine.call('ListJobs', jobQueue='default')
        self.assertEqual([call['status'] for call in self.calls('ListJobs')], [429, 429, 200])

    def test_unavailable_for_ever_is_told(self):
        self.server.play.add({'match': {'operation': 'ListJobs'}, 'status': 503})
        self.assertEqual(self.refused('ListJobs', jobQueue='default').name, 'ServiceUnavailableException')
        self.assertEqual(len(self.calls('ListJobs')), 3)

    def test_a_clock_that_is_wrong_is_put_right(self):
        for skew in (-7200, 7200):
            self.server.set_skew(skew)
            self.engine.call('DescribeJobQueues')
            self.assertEqual([call['status'] for call in self.calls('DescribeJobQueues')], [403, 200], skew)
            self.engine.call('DescribeJobQueues')
            self.assertEqual(len(self.calls('DescribeJobQueues')), 3)
            self.before = len(self.server.play.calls())

    def test_a_submission_whose_answer_is_lost_is_found(self):
        self.server.play.add({'match': {'operation': 'SubmitJob'}, 'times': 1, 'lose': True})
        job = self.submit('lost')
        self.assertEqual(self.jobs_called('lost'), {job})
        self.assertEqual(len(self.calls('SubmitJob')), 1)

    def test_many_at_once_each_once(self):
        for part in ({'lose': True}, {'status': 500, 'done': True}, {'status': 429, 'code': 'TooManyRequestsException'}):
            self.server.play.add({'match': {'operation': 'SubmitJob'}, 'times': 2, **part})
        got, threads = [], []
        for _ in range(12):
            threads.append(threading.Thread(target=lambda: got.append(self.submit('many'))))
            threads[-1].start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(set(got)), 12)
        self.assertEqual(self.jobs_called('many'), set(got))


if __name__ == '__main__':
    unittest.main(verbosity=2)
