#!/usr/bin/env python3
"""test_auth.py BUILD PROBE TEST…: that credentials are had from what plays AWS: from moto, which checks
signatures, and from our own server, which is also the portal and the browser's other end. Whatever
the probe and the other tests write, at the loudest level of their logs, has no secret in it."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
# Before the packages of the system, where another moto is.
sys.path[:0] = [os.path.join(HERE, '..', '..', 'aws-server'), os.path.join(HERE, '..', '..', 'e2e')]

from aws_server import START_URL, AwsServer  # noqa: E402
from canaries import Canaries  # noqa: E402
from moto import Moto  # noqa: E402

BUILD, PROBE, *TESTS = (os.path.abspath(path) for path in sys.argv[1:])
del sys.argv[1:]

ID = '2f1f5f0e-6a3a-4f3b-9a8e-0d6f6b8f3c11'
DENIED, EXPIRED = 2, 3


class Probe:
    """The program, what it was told and what it has written."""

    def __init__(self, folder):
        self.canaries = Canaries()
        self._log = open(os.path.join(folder, 'log'), 'w+b')
        environment = {name: value for name, value in os.environ.items() if not name.startswith('AWS_')}
        environment.update(G_MESSAGES_DEBUG='all', DBUS_SESSION_BUS_ADDRESS='unix:path=/nonexistent',
                           HOME=folder, AWS_EC2_METADATA_DISABLED='true')
        self._process = subprocess.Popen([PROBE], env=environment, stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, stderr=self._log)
        self.canaries.watch(self._process.pid)
        self._said = []

    def ask(self, do, **members):
        self._process.stdin.write(json.dumps({'do': do, **members}).encode() + b'\n')
        self._process.stdin.flush()
        while True:
            line = self._process.stdout.readline()
            if not line:
                raise AssertionError(f'The probe has ended: {self._read_log()}')
            self._said.append(line)
            if line.startswith(b'{'):
                return json.loads(line)

    def _read_log(self):
        self._log.seek(0)
        return self._log.read().decode(errors='replace')

    def end(self):
        self._process.stdin.close()
        self._said.append(self._process.stdout.read())
        self._process.stdout.close()
        code = self._process.wait(60)
        self.canaries.stop()
        said = b''.join(self._said).decode(errors='replace') + self._read_log()
        self._log.close()
        return code, said


class WithProbe(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix='quayside-auth-')
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.probe = Probe(self.folder)
        self.addCleanup(self._end)

    def _end(self):
        code, said = self.probe.end()
        self.assertEqual(code, 0, said)
        with open(os.path.join(self.folder, 'said'), 'w', encoding='utf-8') as file:
            file.write(said)
        self.assertEqual(self.probe.canaries.found_in_files(self.folder), [])
        self.assertEqual(self.probe.canaries.found_in_processes(), [])
        self.assertGreater(self.probe.canaries.count(), 0)

    def open(self, credentials, secret=None, region='eu-central-1', url=None):
        url = url or self.url
        settings = {'id': ID, 'name': 'Lab', 'region': region, 'credentials': credentials,
                    'endpoints': {'url': url, 'services': {'sso': url, 'sso-oidc': url}}}
        more = {}
        if secret:
            self.probe.canaries.add('the secret access key', secret)
            more = {'secret': {'secretAccessKey': secret}}
        self.assertEqual(self.probe.ask('open', settings=settings, **more), {})

    def whoami(self):
        answer = self.probe.ask('whoami')
        self.assertNotIn('error', answer)
        return answer

    def refused(self, code, part, do='whoami', **members):
        error = self.probe.ask(do, **members).get('error')
        self.assertIsNotNone(error)
        self.assertEqual(error['code'], code, error['message'])
        self.assertIn(part, error['message'])


class AgainstMoto(WithProbe):
    @classmethod
    def setUpClass(cls):
        cls.moto = Moto()
        cls.addClassCleanup(cls.moto.stop)
        cls.url = cls.moto.url
        iam = cls.moto.client('iam')
        trust = {'Version': '2012-10-17', 'Statement': [
            {'Effect': 'Allow', 'Principal': {'AWS': '*'}, 'Action': 'sts:AssumeRole'}]}
        everything = {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action': '*', 'Resource': '*'}]}
        cls.role = iam.create_role(RoleName='Researcher', AssumeRolePolicyDocument=json.dumps(trust))['Role']['Arn']
        iam.put_role_policy(RoleName='Researcher', PolicyName='all', PolicyDocument=json.dumps(everything))

    def test_a_key(self):
        key, secret = self.moto.key
        self.open({'accessKey': {'accessKeyId': key}}, secret, self.moto.region)
        self.assertTrue(self.whoami()['Arn'].endswith(':user/researcher'))

    def test_a_wrong_secret_is_refused(self):
        key, _ = self.moto.key
        self.open({'accessKey': {'accessKeyId': key}}, 'NotTheSecretNotTheSecretNotTheSecret0001', self.moto.region)
        self.refused(DENIED, 'signature')

    def test_a_role(self):
        key, secret = self.moto.key
        self.open({'assumeRole': {'accessKeyId': key, 'roleArn': self.role, 'roleSessionName': 'probe',
                                  'durationSeconds': 7200}}, secret, self.moto.region)
        who = self.whoami()
        self.assertTrue(who['Arn'].endswith(':assumed-role/Researcher/probe'), who)
        self.assertNotEqual(who['accessKeyId'], key)
        self.assertAlmostEqual(who['seconds'], 7200, delta=120)

    def test_profiles_to_a_session_and_to_a_role(self):
        key, secret = self.moto.key
        self.probe.canaries.add('the secret access key', secret)
        where = tempfile.mkdtemp(prefix='quayside-profiles-')
        self.addCleanup(shutil.rmtree, where, ignore_errors=True)
        with open(os.path.join(where, 'credentials'), 'w', encoding='utf-8') as file:
            file.write(f'[me]\naws_access_key_id={key}\naws_secret_access_key={secret}\n'
                       f'[careful]\naws_access_key_id={key}\naws_secret_access_key={secret}\n')
        with open(os.path.join(where, 'config'), 'w', encoding='utf-8') as file:
            file.write(f'[profile role]\nrole_arn = {self.role}\nsource_profile = me\n'
                       'role_session_name = from-profile\n'
                       '[profile careful]\nmfa_serial = arn:aws:iam::123456789012:mfa/researcher\n')
        files = {'configFile': os.path.join(where, 'config'),
                 'credentialsFile': os.path.join(where, 'credentials')}
        self.open({'profile': {'name': 'role', **files}}, region=self.moto.region)
        self.assertTrue(self.whoami()['Arn'].endswith(':assumed-role/Researcher/from-profile'))

        self.open({'profile': {'name': 'careful', **files}}, region=self.moto.region)
        self.refused(EXPIRED, 'arn:aws:iam::123456789012:mfa/researcher')
        self.probe.ask('code', value='123456')
        self.assertEqual(self.probe.ask('renew'), {})


class AgainstServer(WithProbe):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.mkdtemp(prefix='quayside-aws-')
        cls.addClassCleanup(shutil.rmtree, cls.place, ignore_errors=True)
        cls.server = AwsServer(BUILD, cls.place).start()
        cls.addClassCleanup(cls.server.close)
        cls.url = cls.server.url
        cls.key = cls.server.identities.user_key

    def setUp(self):
        super().setUp()
        self.server.change_login({'person': 'approve', 'interval': 1, 'page_size': 100, 'token_life': 3600,
                                  'forget': 'logins'})

    def open_role(self, name, **more):
        role = next(role for role in self.server.identities.roles.values() if role.name == name)
        self.open({'assumeRole': {'accessKeyId': self.key.access_key_id, 'roleArn': role.arn, **more}},
                  self.key.secret_access_key)

    def add_canaries(self):
        for key in self.server.identities.keys():
            self.probe.canaries.add('a secret access key', key.secret_access_key)
            if key.session_token:
                self.probe.canaries.add('a session token', key.session_token)
        login = self.server.identity_center
        for name, tokens in (('an access token', login._tokens), ('a refresh token', login._refresh_tokens),
                             ('a code', login._codes), ('a device code', login._devices)):
            for token in list(tokens):
                self.probe.canaries.add(name, token)
        for client in login._clients.values():
            self.probe.canaries.add("a client's secret", client['clientSecret'])

    def _end(self):
        self.add_canaries()
        super()._end()

    def test_roles(self):
        self.open_role('Plain')
        self.assertTrue(self.whoami()['Arn'].endswith('/Plain/quayside'))
        self.open_role('External', externalId='quayside-42')
        self.assertTrue(self.whoami()['Arn'].endswith('/External/quayside'))
        self.open_role('External', externalId='another')
        self.refused(DENIED, 'could not be assumed')

    def test_a_role_with_a_code(self):
        serial = self.server.identities.MFA_SERIAL
        self.open_role('Mfa', mfaSerial=serial)
        self.refused(EXPIRED, serial)
        self.probe.ask('code', value=self.server.identities.mfa_code)
        self.assertEqual(self.probe.ask('renew'), {})
        self.assertTrue(self.whoami()['Arn'].endswith('/Mfa/quayside'))
        # A code is good for once.
        self.refused(EXPIRED, 'one time pass code', do='renew')
        self.probe.ask('code', value=self.server.identities.next_mfa_code())
        self.assertEqual(self.probe.ask('renew'), {})

    def test_credentials_that_expire_are_replaced(self):
        self.open_role('Plain')
        first = self.whoami()['accessKeyId']
        self.server.change_keys({'expire': first})
        second = self.whoami()['accessKeyId']
        self.assertNotEqual(first, second)

    def open_center(self, **more):
        self.open({'identityCenter': {'startUrl': START_URL, 'region': 'eu-west-1', 'accountId': '123456789012',
                                      'roleName': 'Researcher', **more}})

    def visit(self, uri):
        """The browser, which the login must not wait for."""
        def go():
            try:
                with urllib.request.urlopen(uri, timeout=30) as answer:
                    answer.read()
            except OSError:
                pass
        thread = threading.Thread(target=go, daemon=True)
        thread.start()
        self.addCleanup(thread.join)

    def log_in(self, by='browser'):
        shown = self.probe.ask('login', by=by)
        self.assertNotIn('error', shown)
        self.visit(shown['uri'])
        self.assertEqual(self.probe.ask('wait'), {})
        self.add_canaries()
        return shown

    def test_a_login_by_the_browser(self):
        self.open_center()
        self.refused(EXPIRED, 'You are not logged in at quayside-lab.awsapps.com')
        shown = self.log_in()
        self.assertNotIn('userCode', shown)
        self.assertEqual(self.probe.ask('renew'), {})
        self.assertIn('AWSReservedSSO_Researcher', self.whoami()['Arn'])

    def test_a_login_by_a_code(self):
        self.open_center()
        shown = self.log_in('device')
        self.assertRegex(shown['userCode'], r'^[A-Z]{4}-[A-Z]{4}$')
        self.assertIn('AWSReservedSSO_Researcher', self.whoami()['Arn'])

    def test_a_login_that_is_refused(self):
        self.open_center()
        self.server.change_login({'person': 'deny'})
        for by in ('browser', 'device'):
            shown = self.probe.ask('login', by=by)
            self.visit(shown['uri'])
            self.refused(DENIED, 'refused in the browser', do='wait')

    def test_a_visit_with_another_state_ends_nothing(self):
        self.open_center()
        self.server.change_login({'person': 'wrong-state'})
        shown = self.probe.ask('login', by='browser')
        self.visit(shown['uri'])
        self.server.change_login({'person': 'approve'})
        self.visit(shown['uri'])
        self.assertEqual(self.probe.ask('wait'), {})

    def test_accounts_and_roles_to_choose_from(self):
        self.open_center()
        self.log_in()
        self.server.change_login({'page_size': 1})
        self.assertEqual(self.probe.ask('accounts'), {'accounts': ['Lab', 'Teaching']})
        self.assertEqual(self.probe.ask('roles', account='123456789012'), {'roles': ['Researcher', 'ReadOnly']})

    def test_a_role_that_is_not_given(self):
        self.open_center(roleName='Owner')
        self.log_in()
        self.refused(DENIED, 'Owner')

    def test_a_session_ended_at_the_portal_is_refreshed(self):
        self.open_center()
        self.log_in()
        self.server.change_login({'forget': 'tokens'})
        self.assertIn('AWSReservedSSO_Researcher', self.whoami()['Arn'])
        # And again: the refresh token has been another since.
        self.server.change_login({'forget': 'tokens'})
        self.assertEqual(self.probe.ask('renew'), {})

    def test_a_session_that_cannot_be_refreshed_needs_a_login(self):
        self.open_center()
        self.log_in()
        self.server.change_login({'forget': 'logins'})
        self.refused(EXPIRED, 'log in again')
        self.log_in()
        self.assertEqual(self.probe.ask('renew'), {})

    def test_logging_out(self):
        self.open_center()
        self.log_in()
        self.assertEqual(self.probe.ask('logout'), {})
        self.refused(EXPIRED, 'You are not logged in')


class Quiet(unittest.TestCase):
    def test_no_test_logs_a_secret(self):
        """Every secret in the tests begins with the same word."""
        for test in TESTS:
            with self.subTest(os.path.basename(test)):
                done = subprocess.run([test], env={**os.environ, 'G_MESSAGES_DEBUG': 'all'}, check=True,
                                      stdin=subprocess.DEVNULL, capture_output=True)
                self.assertIn(b'ok 1', done.stdout)
                self.assertNotIn(b'Canary', done.stdout + done.stderr)


if __name__ == '__main__':
    unittest.main(verbosity=2)
