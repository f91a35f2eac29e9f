#!/usr/bin/env python3
"""test_aws_server.py BUILD: that the server speaks as AWS does: to boto3, to the AWS CLI, and to
signatures that are wrong."""

import base64
import hashlib
import http.client
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from unittest import mock
from urllib.parse import parse_qsl, urlencode, urlsplit

import boto3
import botocore.auth
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError

from aws_server import AwsServer

BUILD = os.path.abspath(sys.argv.pop(1))
CALM = Config(parameter_validation=False, connect_timeout=20, read_timeout=60,
              retries={'total_max_attempts': 1, 'mode': 'standard'})
IMAGE = 'localhost/this-computer'
ENVIRONMENT = {'AWS_EC2_METADATA_DISABLED': 'true', 'AWS_CONFIG_FILE': '/nowhere',
               'AWS_SHARED_CREDENTIALS_FILE': '/nowhere'}


class WithServer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix='quayside-aws-')
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        patch = mock.patch.dict(os.environ, ENVIRONMENT)
        patch.start()
        cls.addClassCleanup(patch.stop)
        cls.server = AwsServer(BUILD, cls.folder).start()
        cls.addClassCleanup(cls.server.close)

    def tearDown(self):
        self.server.play.remove(None)
        self.server.set_skew(0)

    def client(self, service, key=None, config=CALM, region=None):
        key = key or self.server.identities.user_key
        return boto3.Session(key.access_key_id, key.secret_access_key, key.session_token).client(
            service, region or self.server.region, endpoint_url=self.server.url, config=config)

    def unsigned(self, service):
        return boto3.client(service, self.server.region, endpoint_url=self.server.url,
                            config=Config(signature_version=UNSIGNED).merge(CALM))

    def refused(self, call, **arguments):
        with self.assertRaises(ClientError) as caught:
            call(**arguments)
        response = caught.exception.response
        return response['Error']['Code'], response['ResponseMetadata']['HTTPStatusCode'], response['Error']['Message']

    def make_queue(self, batch, name):
        batch.create_compute_environment(computeEnvironmentName=name, type='MANAGED', computeResources={
            'type': 'EC2', 'maxvCpus': 4, 'minvCpus': 0, 'instanceTypes': ['optimal'], 'subnets': ['subnet-1'],
            'securityGroupIds': ['sg-1'], 'instanceRole': 'ecsInstanceRole'})
        return batch.create_job_queue(jobQueueName=name, priority=1, computeEnvironmentOrder=[
            {'order': 1, 'computeEnvironment': name}])['jobQueueArn']

    def register(self, batch, name, script):
        return batch.register_job_definition(
            jobDefinitionName=name, type='container', containerProperties={
                'image': IMAGE, 'command': ['sh', '-c', script],
                'resourceRequirements': [{'type': 'VCPU', 'value': '0.25'}, {'type': 'MEMORY', 'value': '64'}]})

    def wait(self, batch, job_id, *states):
        while True:
            job = batch.describe_jobs(jobs=[job_id])['jobs'][0]
            if job['status'] in states:
                return job
            time.sleep(0.1)


class Batch(WithServer):
    def test_boto3_runs_a_job_from_environment_to_log(self):
        batch, logs = self.client('batch'), self.client('logs')
        queue = self.make_queue(batch, 'whole')
        self.assertEqual(queue, 'arn:aws:batch:eu-central-1:123456789012:job-queue/whole')
        definition = self.register(batch, 'sums', 'echo a log line; exit 3')
        job = batch.submit_job(jobName='j', jobQueue=queue, jobDefinition=definition['jobDefinitionArn'],
                               tags={'quayside:submission': 'x'})
        job = self.wait(batch, job['jobId'], 'FAILED', 'SUCCEEDED')
        self.assertEqual((job['status'], job['container']['exitCode']), ('FAILED', 3))
        events = logs.get_log_events(logGroupName='/aws/batch/job', startFromHead=True,
                                     logStreamName=job['container']['logStreamName'])['events']
        self.assertEqual([event['message'] for event in events], ['a log line'])
        self.assertEqual(batch.list_tags_for_resource(resourceArn=job['jobArn'])['tags']['quayside:submission'], 'x')
        batch.untag_resource(resourceArn=job['jobArn'], tagKeys=['quayside:submission'])
        self.assertEqual(batch.list_tags_for_resource(resourceArn=job['jobArn']).get('tags', {}), {})
        batch.update_job_queue(jobQueue=queue, state='DISABLED')
        batch.delete_job_queue(jobQueue=queue)
        self.assertEqual(batch.describe_job_queues(jobQueues=[queue])['jobQueues'], [])

    def test_mistakes_are_answered_as_batch_does(self):
        batch = self.client('batch')
        code, status, message = self.refused(batch.submit_job, jobName='j', jobQueue='no-such', jobDefinition='d')
        self.assertEqual((code, status), ('ClientException', 400))
        self.assertIn('no-such', message)
        code, status, _ = self.refused(self.client('logs').get_log_events, logGroupName='/aws/batch/job',
                                       logStreamName='no/such/stream')
        self.assertEqual((code, status), ('ResourceNotFoundException', 400))

    def test_a_state_is_played(self):
        batch = self.client('batch')
        self.make_queue(batch, 'played')
        self.register(batch, 'nothing', 'true')
        job = batch.submit_job(jobName='stuck', jobQueue='played', jobDefinition='nothing')['jobId']
        reason = 'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT'
        self.server.play.add({'job': job, 'output': {'status': 'RUNNABLE', 'statusReason': reason}})
        job = batch.describe_jobs(jobs=[job])['jobs'][0]
        self.assertEqual((job['status'], job['statusReason']), ('RUNNABLE', reason))

    def test_the_command_line_of_aws(self):
        key = self.server.identities.user_key
        environment = {**os.environ, 'AWS_ACCESS_KEY_ID': key.access_key_id,
                       'AWS_SECRET_ACCESS_KEY': key.secret_access_key, 'AWS_DEFAULT_REGION': self.server.region,
                       'AWS_ENDPOINT_URL': self.server.url, 'AWS_PAGER': ''}
        for arguments, member in ((['sts', 'get-caller-identity'], 'Arn'), (['batch', 'describe-job-queues'], 'jobQueues')):
            result = subprocess.run(['aws', *arguments, '--output', 'json'], env=environment, text=True,
                                    capture_output=True, timeout=120)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertIn(member, json.loads(result.stdout))


class Faults(WithServer):
    def test_throttling_says_when_to_come_back(self):
        self.server.play.add({'match': {'operation': 'ListJobs'}, 'times': 1, 'status': 429,
                              'code': 'TooManyRequestsException', 'headers': {'x-amz-retry-after': '20'}})
        batch = self.client('batch', config=Config(retries={'total_max_attempts': 2, 'mode': 'standard'}))
        self.assertEqual(batch.describe_job_queues()['ResponseMetadata']['RetryAttempts'], 0)
        before = len(self.server.play.calls())
        self.make_queue(batch, 'throttled')
        reply = batch.list_jobs(jobQueue='throttled')
        self.assertEqual(reply['ResponseMetadata']['RetryAttempts'], 1)
        statuses = [call['status'] for call in self.server.play.calls()[before:] if call['operation'] == 'ListJobs']
        self.assertEqual(statuses, [429, 200])

    def test_a_lost_reply_has_had_its_effect_and_a_refused_call_has_not(self):
        batch = self.client('batch')
        for name, action, there in (('lost', 'lose', True), ('refused', 'refuse', False)):
            self.server.play.add({'match': {'operation': 'RegisterJobDefinition'}, 'times': 1, action: True})
            with self.assertRaises(ConnectionClosedError):
                self.register(batch, name, 'true')
            found = batch.describe_job_definitions(jobDefinitionName=name)['jobDefinitions']
            self.assertEqual(bool(found), there)

    def test_unavailable_and_denied(self):
        batch = self.client('batch')
        self.server.play.add({'times': 1, 'status': 503})
        self.assertEqual(self.refused(batch.describe_job_queues)[:2], ('ServiceUnavailableException', 503))
        denied = 'User: x is not authorized to perform: batch:DescribeJobQueues'
        self.server.play.add({'times': 1, 'status': 403, 'code': 'AccessDeniedException', 'message': denied})
        self.assertEqual(self.refused(batch.describe_job_queues), ('AccessDeniedException', 403, denied))
        batch.describe_job_queues()

    def test_another_time_is_refused_and_told(self):
        for skew, words in ((-3600, 'not yet current'), (3600, 'Signature expired')):
            self.server.set_skew(skew)
            code, status, message = self.refused(self.client('batch').describe_job_queues)
            self.assertEqual((code, status), ('InvalidSignatureException', 403))
            self.assertIn(words, message)
            self.assertEqual(self.refused(self.client('sts').get_caller_identity)[0], 'SignatureDoesNotMatch')


class Signatures(WithServer):
    def test_a_wrong_secret_is_shown_the_canonical_string(self):
        key = mock.Mock(access_key_id=self.server.identities.user_key.access_key_id, secret_access_key='wrong',
                        session_token=None)
        for service, call, code, status in (
                ('batch', 'describe_job_queues', 'InvalidSignatureException', 403),
                ('sts', 'get_caller_identity', 'SignatureDoesNotMatch', 403)):
            got, status_got, message = self.refused(getattr(self.client(service, key), call))
            self.assertEqual((got, status_got), (code, status))
            self.assertIn("The Canonical String for this request should have been\n'POST\n/", message)

    def test_unknown_and_expired_keys(self):
        key = mock.Mock(access_key_id='AKIANOBODY', secret_access_key='x', session_token=None)
        self.assertEqual(self.refused(self.client('batch', key).describe_job_queues)[:2],
                         ('UnrecognizedClientException', 403))
        self.assertEqual(self.refused(self.client('sts', key).get_caller_identity)[0], 'InvalidClientTokenId')
        self.assertEqual(self.refused(self.client('logs', key).get_log_events, logGroupName='g', logStreamName='s')[:2],
                         ('UnrecognizedClientException', 400))
        lent = self.server.identities.issue('arn', 'id', 900)
        self.client('batch', lent).describe_job_queues()
        self.server.identities.expire(lent.access_key_id)
        self.assertEqual(self.refused(self.client('batch', lent).describe_job_queues)[0], 'ExpiredTokenException')
        self.assertEqual(self.refused(self.client('sts', lent).get_caller_identity)[0], 'ExpiredToken')

    def test_another_region_or_service(self):
        self.assertEqual(self.refused(self.client('batch', region='us-east-1').describe_job_queues)[0],
                         'InvalidSignatureException')
        self.assertIn('correct service', self.send('/v1/listjobs', b'{}', service='ecs')[1])

    def test_every_part_of_a_request_counts(self):
        self.assertEqual(self.send('/v1/describejobqueues', b'{}')[0], 200)
        self.assertEqual(self.send('/v1/describejobqueues', b'{}', sent_body=b'{"a":1}')[0], 403)
        self.assertEqual(self.send('/v1/describejobqueues', b'{}', sent_path='/v1/describejobs')[0], 403)
        self.assertEqual(self.send('/v1/describejobqueues', b'{}', sent_path='/v1/describejobqueues?a=b')[0], 403)
        self.assertEqual(self.send('/v1/describejobqueues', b'{}', extra={'X-Amz-Meta': 'unsigned'})[0], 403)
        self.assertEqual(self.send('/v1/describejobqueues', b'{}', drop='Authorization')[0], 403)
        self.assertEqual(self.send('/v1/describejobqueues', b'{}', extra={'Content-Type': 'a/b'})[0], 200)

    def send(self, path, body, service='batch', sent_path=None, sent_body=None, extra=(), drop=None):
        key = self.server.identities.user_key
        request = botocore.awsrequest.AWSRequest('POST', self.server.url + path, data=body)
        botocore.auth.SigV4Auth(botocore.credentials.Credentials(key.access_key_id, key.secret_access_key), service,
                                self.server.region).add_auth(request)
        headers = {**dict(request.headers.items()), **dict(extra)}
        headers.pop(drop, None)
        connection = http.client.HTTPConnection(urlsplit(self.server.url).netloc, timeout=30)
        self.addCleanup(connection.close)
        connection.request('POST', sent_path or path, sent_body or body, headers)
        response = connection.getresponse()
        return response.status, response.read().decode()


class Tokens(WithServer):
    def role(self, name):
        return f'arn:aws:iam::123456789012:role/{name}'

    def assume(self, role, **more):
        reply = self.client('sts').assume_role(RoleArn=self.role(role), RoleSessionName='me', **more)
        return reply['Credentials']

    def test_who_am_i(self):
        identity = self.client('sts').get_caller_identity()
        self.assertEqual((identity['Account'], identity['Arn']),
                         ('123456789012', 'arn:aws:iam::123456789012:user/researcher'))

    def test_a_role_with_external_id_and_with_mfa(self):
        sts, identities = self.client('sts'), self.server.identities
        lent = self.assume('External', ExternalId='quayside-42')
        key = mock.Mock(access_key_id=lent['AccessKeyId'], secret_access_key=lent['SecretAccessKey'],
                        session_token=lent['SessionToken'])
        self.assertEqual(self.client('sts', key).get_caller_identity()['Arn'],
                         'arn:aws:sts::123456789012:assumed-role/External/me')
        self.assertAlmostEqual(lent['Expiration'].timestamp(), time.time() + 3600, delta=60)
        for more in ({}, {'ExternalId': 'other'}):
            self.assertEqual(self.refused(sts.assume_role, RoleArn=self.role('External'), RoleSessionName='me', **more)[0],
                             'AccessDenied')
        mfa = {'RoleArn': self.role('Mfa'), 'RoleSessionName': 'me', 'SerialNumber': identities.MFA_SERIAL}
        self.assertEqual(self.refused(sts.assume_role, **mfa, TokenCode='000')[0], 'AccessDenied')
        sts.assume_role(**mfa, TokenCode=identities.mfa_code)
        self.assertEqual(self.refused(sts.assume_role, **mfa, TokenCode=identities.mfa_code)[0], 'AccessDenied')
        sts.assume_role(**mfa, TokenCode=identities.next_mfa_code())

    def test_session_tokens_have_their_limits(self):
        sts = self.client('sts')
        self.assertEqual(self.refused(sts.get_session_token, DurationSeconds=899)[0], 'ValidationError')
        lent = sts.get_session_token(DurationSeconds=900)['Credentials']
        key = mock.Mock(access_key_id=lent['AccessKeyId'], secret_access_key=lent['SecretAccessKey'],
                        session_token=lent['SessionToken'])
        self.assertEqual(self.refused(self.client('sts', key).get_session_token)[0], 'AccessDenied')
        key.session_token = 'another'
        self.assertEqual(self.refused(self.client('sts', key).get_caller_identity)[0], 'InvalidClientTokenId')


class Login(WithServer):
    REDIRECT = 'http://127.0.0.1/oauth/callback'

    def setUp(self):
        self.server.change_login({'person': 'approve', 'page_size': 100, 'interval': 1})
        self.oidc, self.sso = self.unsigned('sso-oidc'), self.unsigned('sso')
        client = self.oidc.register_client(clientName='test', clientType='public', redirectUris=[self.REDIRECT],
                                           grantTypes=['authorization_code', 'refresh_token'],
                                           scopes=['sso:account:access'], issuerUrl=self.server.document()['startUrl'])
        self.client_id = {'clientId': client['clientId'], 'clientSecret': client['clientSecret']}

    def browse(self, **changes):
        self.verifier = secrets.token_urlsafe(48)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).rstrip(b'=').decode()
        query = {'response_type': 'code', 'client_id': self.client_id['clientId'], 'state': 's',
                 'redirect_uri': 'http://127.0.0.1:4711/oauth/callback', 'code_challenge_method': 'S256',
                 'scopes': 'sso:account:access', 'code_challenge': challenge, **changes}
        connection = http.client.HTTPConnection(urlsplit(self.server.url).netloc, timeout=30)
        self.addCleanup(connection.close)
        connection.request('GET', '/authorize?' + urlencode(query))
        response = connection.getresponse()
        response.read()
        return response.status, dict(parse_qsl(urlsplit(response.headers.get('Location', '')).query))

    def by_code(self, code, **changes):
        return {**self.client_id, 'grantType': 'authorization_code', 'code': code, 'codeVerifier': self.verifier,
                'redirectUri': 'http://127.0.0.1:4711/oauth/callback', **changes}

    def test_by_browser_to_the_keys_of_a_role(self):
        status, back = self.browse()
        self.assertEqual((status, back['state']), (302, 's'))
        token = self.oidc.create_token(**self.by_code(back['code']))
        self.server.change_login({'page_size': 1})
        first = self.sso.list_accounts(accessToken=token['accessToken'])
        accounts = first['accountList'] + self.sso.list_accounts(
            accessToken=token['accessToken'], nextToken=first['nextToken'])['accountList']
        self.assertEqual([account['accountName'] for account in accounts], ['Lab', 'Teaching'])
        roles = self.sso.list_account_roles(accessToken=token['accessToken'], accountId='210987654321')['roleList']
        self.assertEqual([role['roleName'] for role in roles], ['Student'])
        given = self.sso.get_role_credentials(accessToken=token['accessToken'], accountId='123456789012',
                                              roleName='Researcher')['roleCredentials']
        key = mock.Mock(access_key_id=given['accessKeyId'], secret_access_key=given['secretAccessKey'],
                        session_token=given['sessionToken'])
        self.assertIn('AWSReservedSSO_Researcher', self.client('sts', key).get_caller_identity()['Arn'])
        self.assertGreater(given['expiration'], time.time() * 1000)
        self.sso.logout(accessToken=token['accessToken'])
        self.assertEqual(self.refused(self.sso.list_accounts, accessToken=token['accessToken'])[:2],
                         ('UnauthorizedException', 401))

    def test_a_code_is_for_one_program_and_once(self):
        for change in ({'codeVerifier': 'x' * 43}, {'redirectUri': 'http://127.0.0.1:1/oauth/callback'}, {'code': 'x'}):
            _, back = self.browse()
            self.assertEqual(self.refused(self.oidc.create_token, **{**self.by_code(back['code']), **change})[0],
                             'InvalidGrantException')
        _, back = self.browse()
        self.oidc.create_token(**self.by_code(back['code']))
        self.assertEqual(self.refused(self.oidc.create_token, **self.by_code(back['code']))[0], 'InvalidGrantException')

    def test_what_a_person_may_do_otherwise(self):
        self.server.change_login({'person': 'deny'})
        self.assertEqual(self.browse()[1], {'error': 'access_denied', 'state': 's'})
        self.server.change_login({'person': 'wrong-state'})
        self.assertNotEqual(self.browse()[1]['state'], 's')
        for change in ({'redirect_uri': 'http://evil.example/'}, {'code_challenge_method': 'plain'}, {'client_id': 'x'},
                       {'scopes': 'all'}):
            self.assertEqual(self.browse(**change)[0], 400, change)

    def test_by_device(self):
        self.server.change_login({'interval': 600})
        start = self.oidc.start_device_authorization(**self.client_id, startUrl=self.server.document()['startUrl'])
        poll = {**self.client_id, 'grantType': 'urn:ietf:params:oauth:grant-type:device_code',
                'deviceCode': start['deviceCode']}
        self.assertEqual(self.refused(self.oidc.create_token, **poll)[0], 'AuthorizationPendingException')
        self.assertEqual(self.refused(self.oidc.create_token, **poll)[0], 'SlowDownException')
        connection = http.client.HTTPConnection(urlsplit(self.server.url).netloc, timeout=30)
        self.addCleanup(connection.close)
        page = urlsplit(start['verificationUriComplete'])
        connection.request('GET', page.path + '?' + page.query)
        self.assertEqual(connection.getresponse().status, 200)
        token = self.oidc.create_token(**poll)
        again = self.oidc.create_token(**self.client_id, grantType='refresh_token', refreshToken=token['refreshToken'])
        self.assertNotEqual(again['accessToken'], token['accessToken'])
        self.assertEqual(self.refused(self.oidc.create_token, **self.client_id, grantType='refresh_token',
                                      refreshToken=token['refreshToken'])[0], 'InvalidGrantException')

    def test_a_wrong_client_is_refused(self):
        self.assertEqual(self.refused(self.oidc.start_device_authorization, clientId='x', clientSecret='y',
                                      startUrl=self.server.document()['startUrl'])[:2], ('InvalidClientException', 401))


if __name__ == '__main__':
    unittest.main(verbosity=2)
