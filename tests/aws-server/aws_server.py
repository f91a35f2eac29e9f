#!/usr/bin/env python3
"""aws_server.py BUILD [--region REGION] [--folder FOLDER]: AWS, played on 127.0.0.1.

It stands for what Quayside meets at AWS: Batch and the logs of its jobs, STS, IAM Identity Center
with its OIDC service, all at one address, each in its own wire format. Behind Batch is Quayside's
local engine, so that jobs have true states, attempts, reasons and logs, and really run. Every call
that AWS wants signed is checked with botocore's code; one that AWS refuses is refused with AWS's
own name and words for it.

It does not stand for the permissions of IAM, for quotas, or for the time that AWS takes. What AWS
does at times (throttle, fail, answer late or not at all, keep another time, show a job in a state
that the local engine has none of) is played when told to:

    POST   /_play            a part, see play.py           → {"part": 1}
    DELETE /_play[/1]        takes one part back, or all
    GET    /_play/calls      what was asked and answered
    GET    /_play/identities the keys, roles and the code of the MFA device
    POST   /_play/clock      {"skew": SECONDS}
    POST   /_play/keys       {"expire": KEYID} | {"revoke": KEYID} | {"mfa": "next"}
    POST   /_play/login      {"person": "approve" | "deny" | "wrong-state" | "wait", "interval": 1,
                              "page_size": 1, "token_life": 60, "accounts": […],
                              "forget": "tokens" | "logins"}

It prints one line of JSON when it listens: its URL, region, the account's access key, the start URL
of Identity Center. It ends with its standard input.
"""

import argparse
import datetime
import http.server
import json
import os
import socket
import sys
import tempfile
import threading
import time
import uuid
from email.utils import formatdate
from urllib.parse import urlsplit

import botocore.loaders

from engine_process import EngineFault, EngineProcess
from identities import ACCOUNT, Identities
from identity_center import START_URL, IdentityCenter
from play import Play
from signatures import Refusal
from token_service import TokenService
from wire import Fault, Json11, Query, Reply, RestJson

MODELS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'data', 'aws')
MOST_BODY = 10 << 20
LOCAL_ARN = 'arn:aws:batch:local:000000000000:'
STATUS = {'INVALID': 400, 'NOT_FOUND': 400, 'UNAVAILABLE': 503}


def our_model(name):
    with open(os.path.join(MODELS, name + '.json'), encoding='utf-8') as file:
        return json.load(file)


def their_model(name):
    return botocore.loaders.Loader().load_service_model(name, 'service-2')


class AwsServer:
    """The server, in threads of this process, from start() to close()."""

    def __init__(self, build, folder, region='eu-central-1', **environment):
        self.region = region
        self.play = Play()
        self.identities = Identities(region)
        self.identity_center = IdentityCenter(self.identities)
        self._engine = EngineProcess(build, os.path.join(folder, 'engine'), os.path.join(folder, 'datastore'),
                                     **environment)
        tokens = TokenService(self.identities)
        self._arn = f'arn:aws:batch:{region}:{ACCOUNT}:'
        # Each service: its name in signatures, or None where calls are not signed; how it is spoken;
        # what answers.
        self._services = [
            ('batch', RestJson(our_model('batch')), self._call_batch),
            ('logs', Json11(our_model('logs')), self._call_logs),
            ('sts', Query(), tokens.call),
            (None, RestJson(their_model('sso-oidc')), self._call_login),
            (None, RestJson(their_model('sso')), self._call_login),
        ]
        self._http = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self._http.daemon_threads = True
        self._http.aws = self
        self.url = f'http://127.0.0.1:{self._http.server_port}'
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)

    def start(self):
        self._thread.start()
        return self

    def close(self):
        self._http.shutdown()
        self._http.server_close()
        return self._engine.close()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.close()

    # the services

    def find_service(self, method, target, headers, body):
        for name, protocol, answer in self._services:
            try:
                call = protocol.read(method, target, headers, body)
            except Fault as fault:
                return name, protocol, answer, fault
            if call is not None:
                return name, protocol, answer, call
        return None

    def _call_engine(self, operation, request):
        text = json.dumps(request).replace(self._arn, LOCAL_ARN)
        output = self._engine.call(operation, json.loads(text))
        return json.loads(json.dumps(output).replace(LOCAL_ARN, self._arn))

    def _call_batch(self, operation, request, _key):
        try:
            return self.play.dress_jobs(operation, self._call_engine(operation, request))
        except EngineFault as fault:
            status = STATUS.get(fault.code, 500)
            raise Fault('ClientException' if status == 400 else 'ServerException', str(fault), status) from None

    def _call_logs(self, operation, request, _key):
        try:
            return self._call_engine(operation, request)
        except EngineFault as fault:
            names = {'INVALID': 'InvalidParameterException', 'NOT_FOUND': 'ResourceNotFoundException'}
            raise Fault(names.get(fault.code, 'ServiceUnavailableException'), str(fault),
                        STATUS.get(fault.code, 500)) from None

    def _call_login(self, operation, request, _key):
        return self.identity_center.call(operation, request, self.url)

    # what a test asks for

    def document(self):
        key = self.identities.user_key
        return {'url': self.url, 'region': self.region, 'accessKeyId': key.access_key_id,
                'secretAccessKey': key.secret_access_key, 'startUrl': START_URL}

    def secrets(self):
        """Pairs of a name and what nobody may find anywhere."""
        return self.identities.secrets + self.identity_center.secrets

    def describe_identities(self):
        identities = self.identities
        return {'keys': [key.document() for key in identities.keys()], 'mfaSerial': identities.MFA_SERIAL,
                'mfaCode': identities.mfa_code,
                'roles': [{'arn': r.arn, 'externalId': r.external_id, 'mfaSerial': r.mfa_serial}
                          for r in identities.roles.values()]}

    def change_keys(self, wish):
        if 'expire' in wish:
            self.identities.expire(wish['expire'])
        if 'revoke' in wish:
            self.identities.revoke(wish['revoke'])
        if wish.get('mfa') == 'next':
            return {'mfaCode': self.identities.next_mfa_code()}
        return {}

    def change_login(self, wish):
        wish = dict(wish)
        forget = wish.pop('forget', None)
        if forget == 'tokens':
            self.identity_center.expire_tokens()
        elif forget == 'logins':
            self.identity_center.forget_logins()
        for name, value in wish.items():
            if name not in ('person', 'interval', 'page_size', 'token_life', 'accounts'):
                raise ValueError(f'there is no {name}')
            setattr(self.identity_center, name, value)
        return {}

    def set_skew(self, seconds):
        self.identities.skew = datetime.timedelta(seconds=seconds)
        return {}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    # A reply leaves in one piece.
    wbufsize = -1
    server_version, sys_version = 'Server', ''
    skew = 0

    def log_message(self, *_):
        pass

    def date_time_string(self, timestamp=None):
        return formatdate(self.server.aws.identities.now().timestamp() + self.skew, usegmt=True)

    def _handle(self):
        self.skew = 0
        length = int(self.headers.get('Content-Length') or 0)
        if 'Transfer-Encoding' in self.headers or not 0 <= length <= MOST_BODY:
            self.close_connection = True
            return self._send(Reply(b'{}', status=413))
        body = self.rfile.read(length)
        if self.path.startswith('/_play'):
            return self._send(self._control(body))
        for prefix, page in (('/authorize?', self.server.aws.identity_center.authorize),
                             ('/device?', self.server.aws.identity_center.approve_device)):
            if self.command == 'GET' and self.path.startswith(prefix):
                return self._show(page)
        return self._serve(body)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _handle

    def _show(self, page):
        try:
            self._send(page(urlsplit(self.path).query))
        except Fault as fault:
            self._send(Reply(json.dumps(fault.members).encode(), status=fault.status))

    def _serve(self, body):
        aws = self.server.aws
        found = aws.find_service(self.command, self.path, self.headers, body)
        if found is None:
            return self._send(Reply(b'{"message":null}', status=404,
                                    headers={'x-amzn-ErrorType': 'UnknownOperationException'}))
        service, protocol, answer, call = found
        if isinstance(call, Fault):
            return self._send(protocol.fault(call), protocol)
        operation, request = call
        part = aws.play.for_call(operation, request)
        note = {'service': service, 'operation': operation, 'input': request, 'part': bool(part)}
        if part.get('refuse'):
            aws.play.note(**note, refused=True)
            return self._hang_up()
        try:
            reply = self._answer(service, protocol, answer, operation, request, part, body, note)
        except Fault as fault:
            reply, note['code'] = protocol.fault(fault), fault.code
        except Refusal as refusal:
            reply = protocol.fault(Fault(refusal.code, str(refusal), refusal.status))
            note['code'] = refusal.code
        aws.play.note(**note, status=reply.status, lost=bool(part.get('lose')))
        time.sleep(part.get('delay', 0))
        if part.get('lose'):
            return self._hang_up()
        self.skew = part.get('skew', 0)
        reply.headers.update(part.get('headers', {}))
        return self._send(reply, protocol)

    def _answer(self, service, protocol, answer, operation, request, part, body, note):
        key = None
        if service is not None:
            key = self.server.aws.identities.authenticate(
                service, self.command, f"http://{self.headers.get('Host')}{self.path}", self.headers, body)
            note['accessKeyId'] = key.access_key_id
        fails = 'status' in part or 'code' in part
        output = answer(operation, request, key) if part.get('done') or not fails else {}
        if fails:
            raise Fault(part.get('code', 'ServiceUnavailableException'), part.get('message', 'Played'),
                        part.get('status', 400))
        return protocol.reply(operation, {**output, **part.get('output', {})})

    def _control(self, body):
        aws = self.server.aws
        path = self.path.removeprefix('/_play').strip('/')
        answers = {('GET', 'calls'): lambda _: {'calls': aws.play.calls()},
                   ('GET', 'identities'): lambda _: aws.describe_identities(),
                   ('POST', ''): lambda wish: {'part': aws.play.add(wish)},
                   ('DELETE', path): lambda _: aws.play.remove(int(path) if path else None) or {},
                   ('POST', 'clock'): lambda wish: aws.set_skew(wish['skew']),
                   ('POST', 'keys'): aws.change_keys,
                   ('POST', 'login'): aws.change_login}
        answer = answers.get((self.command, path))
        try:
            if answer is None:
                raise ValueError(f'there is no {self.command} {self.path}')
            return Reply(json.dumps(answer(json.loads(body or b'{}'))).encode())
        except (KeyError, ValueError) as error:
            return Reply(json.dumps({'message': str(error)}).encode(), status=400)

    def _send(self, reply, protocol=None):
        self.send_response(reply.status)
        if protocol is not None:
            self.send_header(protocol.request_id, str(uuid.uuid4()))
        for name, value in reply.headers.items():
            self.send_header(name, str(value))
        self.send_header('Content-Length', str(len(reply.body)))
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(reply.body)

    def _hang_up(self):
        self.close_connection = True
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            # The other side was quicker.
            pass


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument('build')
    parser.add_argument('--region', default='eu-central-1')
    parser.add_argument('--folder')
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix='quayside-aws-') as scratch:
        with AwsServer(os.path.abspath(arguments.build), arguments.folder or scratch, arguments.region) as server:
            print(json.dumps(server.document()), flush=True)
            sys.stdin.read()


if __name__ == '__main__':
    main()
