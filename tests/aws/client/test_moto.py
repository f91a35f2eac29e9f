#!/usr/bin/env python3
"""test_moto.py BUILD: the client against moto, which checks our signatures: five protocols, the
errors of each, and the same things seen by boto3.
"""
import base64
import json
import os
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../e2e'))

from moto import Moto  # noqa: E402

DENIED, NOT_FOUND, INVALID = 2, 1, 0
TRUST = json.dumps({'Version': '2012-10-17', 'Statement': [
    {'Effect': 'Allow', 'Action': 'sts:AssumeRole',
     'Principal': {'Service': 'ecs-tasks.amazonaws.com'}}]}, separators=(',', ':'))


class Caller:
    """Our client, in a process of its own."""

    def __init__(self, moto, key):
        self._process = subprocess.Popen(
            [os.path.join(BUILD, 'tests/aws/client/call-aws'), moto.url, moto.region],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._send({'id': key[0], 'secret': key[1], **({'token': key[2]} if len(key) > 2 else {})})

    def _send(self, line):
        self._process.stdin.write(json.dumps(line) + '\n')
        self._process.stdin.flush()

    def __call__(self, service, operation, everything=False, **given):
        self._send({'service': service, 'operation': operation, 'input': given, 'all': everything})
        answer = json.loads(self._process.stdout.readline())
        if 'error' in answer:
            raise Refused(answer['error'])
        return answer['output']

    def end(self):
        self._process.stdin.close()
        self._process.stdout.close()
        if self._process.wait():
            raise AssertionError(f'call-aws ended with {self._process.returncode}')


class Refused(Exception):
    def __init__(self, error):
        super().__init__(error)
        self.error = error


class TestMoto(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.moto = Moto()
        cls.addClassCleanup(cls.moto.stop)
        cls.call = staticmethod(Caller(cls.moto, cls.moto.key))
        cls.addClassCleanup(cls.call.end)

    def refused(self, *arguments, **given):
        with self.assertRaises(Refused) as caught:
            self.call(*arguments, **given)
        return caught.exception.error

    def test_who_we_are(self):
        ours = self.call('sts', 'GetCallerIdentity')
        theirs = self.moto.client('sts').get_caller_identity()
        self.assertEqual(ours['Arn'], theirs['Arn'])
        self.assertEqual(ours['Account'], theirs['Account'])

    def test_a_wrong_secret_is_refused(self):
        caller = Caller(self.moto, (self.moto.key[0], 'wrong'))
        self.addCleanup(caller.end)
        with self.assertRaises(Refused) as caught:
            caller('sts', 'GetCallerIdentity')
        self.assertEqual(caught.exception.error['kind'], DENIED)
        self.assertEqual(caught.exception.error['code'], 'SignatureDoesNotMatch')

    def test_roles(self):
        # moto signs forms anew in its own writing, where a blank is a plus, and writes XML unescaped.
        self.call('iam', 'CreateRole', RoleName='job', AssumeRolePolicyDocument=TRUST,
                  Tags=[{'Key': 'quayside:stack', 'Value': 'a+b=c/%41'}])
        seen = self.moto.client('iam').get_role(RoleName='job')['Role']
        self.assertEqual(seen['AssumeRolePolicyDocument'], json.loads(TRUST))
        self.assertEqual(self.call('iam', 'GetRole', RoleName='job')['Role']['Arn'], seen['Arn'])
        self.assertEqual(self.call('iam', 'GetRole', RoleName='job')['Role']['Tags'],
                         [{'Key': 'quayside:stack', 'Value': 'a+b=c/%41'}])
        self.assertEqual(self.refused('iam', 'GetRole', RoleName='none')['kind'], NOT_FOUND)

    def test_pages(self):
        iam = self.moto.client('iam')
        for number in range(7):
            iam.create_role(RoleName=f'page-{number}', AssumeRolePolicyDocument=TRUST)
        ours = self.call('iam', 'ListRoles', everything=True, MaxItems=2)['Roles']
        theirs = iam.get_paginator('list_roles').paginate().build_full_result()['Roles']
        self.assertEqual({role['RoleName'] for role in ours}, {role['RoleName'] for role in theirs})

    def test_networks(self):
        ours = self.call('ec2', 'DescribeSubnets', everything=True)['Subnets']
        theirs = self.moto.client('ec2').describe_subnets()['Subnets']
        self.assertEqual({subnet['SubnetId'] for subnet in ours},
                         {subnet['SubnetId'] for subnet in theirs})
        refusal = self.refused('ec2', 'DescribeSubnets', SubnetIds=['subnet-00000000'])
        self.assertEqual(refusal['kind'], NOT_FOUND)
        self.assertEqual(refusal['code'], 'InvalidSubnetID.NotFound')

    def test_buckets(self):
        body = bytes(range(256)) * 100
        # boto3 itself is refused by moto with anything but blanks to be encoded.
        key = 'runs/2026 11/a/../b//x'
        self.call('s3', 'CreateBucket', Bucket='quayside-results',
                  CreateBucketConfiguration={'LocationConstraint': self.moto.region})
        self.call('s3', 'PutObject', Bucket='quayside-results', Key=key,
                  Body=base64.b64encode(body).decode())
        seen = self.moto.client('s3').get_object(Bucket='quayside-results', Key=key)['Body'].read()
        self.assertEqual(seen, body)
        again = self.call('s3', 'GetObject', Bucket='quayside-results', Key=key)
        self.assertEqual(base64.b64decode(again['Body']), body)
        listed = self.call('s3', 'ListObjectsV2', Bucket='quayside-results')['Contents']
        self.assertEqual([item['Key'] for item in listed], [key])
        self.assertEqual(self.refused('s3', 'GetObject', Bucket='quayside-results', Key='no')['code'],
                         'NoSuchKey')

    def test_logs(self):
        self.moto.client('logs').create_log_group(logGroupName='/aws/batch/job')
        self.moto.client('logs').create_log_stream(logGroupName='/aws/batch/job', logStreamName='a')
        self.moto.client('logs').put_log_events(
            logGroupName='/aws/batch/job', logStreamName='a',
            logEvents=[{'timestamp': 1795000000000, 'message': 'zwölf\tEuro'}])
        events = self.call('logs', 'GetLogEvents', logGroupName='/aws/batch/job', logStreamName='a',
                           startFromHead=True)['events']
        self.assertEqual([event['message'] for event in events], ['zwölf\tEuro'])
        refusal = self.refused('logs', 'GetLogEvents', logGroupName='/aws/batch/job',
                               logStreamName='none')
        self.assertEqual(refusal['code'], 'ResourceNotFoundException')

    def test_parameters(self):
        name = '/aws/service/ecs/optimized-ami/amazon-linux-2/recommended'
        ours = self.call('ssm', 'GetParameter', Name=name)['Parameter']
        theirs = self.moto.client('ssm').get_parameter(Name=name)['Parameter']
        self.assertEqual(ours['Value'], theirs['Value'])
        self.assertEqual(self.refused('ssm', 'GetParameter', Name='/none')['kind'], NOT_FOUND)

    def test_batch(self):
        given = {'type': 'container', 'jobDefinitionName': 'md5sum',
                 'containerProperties': {'image': 'busybox', 'vcpus': 1, 'memory': 64,
                                         'command': ['md5sum', 'Ref::file']}}
        made = self.call('batch', 'RegisterJobDefinition', **given)
        seen = self.moto.client('batch').describe_job_definitions(
            jobDefinitions=[made['jobDefinitionArn']])['jobDefinitions']
        self.assertEqual(seen[0]['containerProperties']['command'], ['md5sum', 'Ref::file'])
        refusal = self.refused('batch', 'SubmitJob', jobName='n', jobQueue='none',
                               jobDefinition='md5sum')
        self.assertEqual(refusal['kind'], INVALID)
        self.assertEqual(refusal['code'], 'ClientException')

    def test_without_permission(self):
        iam = self.moto.client('iam')
        iam.create_user(UserName='guest')
        key = iam.create_access_key(UserName='guest')['AccessKey']
        caller = Caller(self.moto, (key['AccessKeyId'], key['SecretAccessKey']))
        self.addCleanup(caller.end)
        with self.assertRaises(Refused) as caught:
            caller('iam', 'ListRoles')
        self.assertEqual(caught.exception.error['kind'], DENIED)
        self.assertEqual(caught.exception.error['action'], 'iam:ListRoles')


if __name__ == '__main__':
    BUILD = sys.argv.pop(1)
    unittest.main(verbosity=2)
