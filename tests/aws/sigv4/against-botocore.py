#!/usr/bin/env python3
"""against-botocore.py PROBE [COUNT [SEED]]: requests signed by botocore and by Quayside are equal.

Made by chance from a seed, with what callers and people make of them: methods, paths with dots,
slashes and every script, queries in any order, headers folded and repeated, tokens, S3 and not, in
the header and in the URL. Each signature is compared with all that led to it.
"""
import base64
import datetime
import json
import random
import subprocess
import sys
from unittest import mock
from urllib.parse import quote

import botocore.auth
import botocore.awsrequest
import botocore.credentials

TEXT = ('a', 'Z', '0', '-', '_', '.', '~', ' ', '%', '+', '&', '=', '/', ':', '@', '!', "'", '(', ')',
        '*', ',', ';', '?', '#', '[', ']', '"', '<', '>', '|', '\\', '^', '`', '{', '}', 'é', 'ß', 'ሴ',
        '日本', '🚀', '\u0301', '\u202e', '\t', '\n')
# What a header can carry; white space is for the trimming.
HEADER = TEXT[:35] + (' ', '  ', '\t', ' \t ')
SEGMENTS = ('', '.', '..', '...', '.a', 'a.', '%2e%2e', '%2F', '~me', 'v1', 'submitjob')
METHODS = ('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH')
SERVICES = ('batch', 'sts', 'iam', 'ec2', 'logs', 'ssm', 'ecs', 'awsssoportal')
REGIONS = ('us-east-1', 'eu-central-1', 'cn-north-1', 'us-gov-west-1')


class Case:
    def __init__(self, chance):
        self.chance = chance
        self.s3 = chance.random() < 0.3
        self.query = chance.random() < 0.3
        self.method = chance.choice(METHODS)
        self.service = 's3' if self.s3 else chance.choice(SERVICES)
        self.region = chance.choice(REGIONS)
        self.url = self.make_url()
        self.headers = self.make_headers()
        # botocore would move the body of a request signed in the URL into the URL.
        self.body = b'' if self.query else self.text(TEXT, 60).encode()
        self.time = datetime.datetime(2015, 1, 1) + datetime.timedelta(
            seconds=chance.randrange(15 * 365 * 24 * 3600))
        self.expires = chance.randint(1, 604800)
        self.key = ('AKID' + self.word(16), self.text(TEXT[:9], 40) + 'x',
                    base64.b64encode(chance.randbytes(60)).decode() if chance.random() < 0.5 else None)

    def text(self, letters, most):
        return ''.join(self.chance.choice(letters) for _ in range(self.chance.randint(0, most)))

    def word(self, length):
        return ''.join(self.chance.choice('ABCDEFGHJKLMNPQRSTUVWXYZ234567') for _ in range(length))

    def make_segment(self):
        if self.chance.random() < 0.4:
            return self.chance.choice(SEGMENTS)
        return quote(self.text(TEXT, 8), safe=self.chance.choice(('~', "~:@!$&'()*+,;=")))

    def make_url(self):
        host = self.chance.choice(('batch.eu-central-1.amazonaws.com', 'Bucket.s3.amazonaws.com',
                                   'example.com:443', 'example.com:8443', '[::1]:5000'))
        path = '/' + '/'.join(self.make_segment() for _ in range(self.chance.randint(0, 6)))
        pairs, names = [], set()
        for _ in range(self.chance.randint(0, 5)):
            name = quote(self.text(TEXT, 5), safe='-_.~')
            # To sign in the URL, botocore keeps one of several values of a name.
            if self.query and (name in names or not name):
                continue
            names.add(name)
            pairs.append(f'{name}={quote(self.text(TEXT, 6), safe="-_.~")}')
        return f'https://{host}{path}' + ('?' + '&'.join(pairs) if pairs else '')

    def make_headers(self):
        pairs = []
        for _ in range(self.chance.randint(0, 5)):
            name = self.chance.choice(('X-Custom', 'x-amz-meta-A', 'Content-Type', 'A', 'a-b', 'aB',
                                       'X-Amz-Target', 'User-Agent', 'Expect', 'X-Amzn-Trace-Id'))
            pairs.append((name, self.text(HEADER, 12).replace('\n', ' ')))
        return pairs

    def make_auth(self):
        credentials = botocore.credentials.Credentials(*self.key)
        arguments = (credentials, self.service, self.region)
        if self.query:
            kind = botocore.auth.S3SigV4QueryAuth if self.s3 else botocore.auth.SigV4QueryAuth
            return kind(*arguments, expires=self.expires)
        return (botocore.auth.S3SigV4Auth if self.s3 else botocore.auth.SigV4Auth)(*arguments)

    def sign(self):
        """What botocore makes of it: the three texts, the URL, and the headers that it added."""
        auth, steps = self.make_auth(), {}
        request = botocore.awsrequest.AWSRequest(method=self.method, url=self.url, data=self.body)
        for name, value in self.headers:
            request.headers.add_header(name, value)
        for step in ('canonical_request', 'string_to_sign', 'signature'):
            def note(*arguments, step=step, method=getattr(auth, step)):
                steps[step] = method(*arguments)
                return steps[step]
            setattr(auth, step, note)
        with mock.patch('botocore.auth.datetime') as clock, \
                mock.patch('botocore.auth.get_current_datetime', lambda: self.time, create=True):
            # The second is where younger versions look.
            clock.datetime.utcnow.return_value = self.time
            clock.datetime.strptime = datetime.datetime.strptime
            auth.add_auth(request)
        return {'canonicalRequest': steps['canonical_request'], 'url': request.url,
                'stringToSign': steps['string_to_sign'], 'signature': steps['signature'],
                'authorization': request.headers.get('Authorization')}

    def describe(self):
        key = dict(zip(('accessKeyId', 'secretAccessKey', 'sessionToken'), self.key))
        return {'do': 'sign', 'region': self.region, 'service': self.service,
                'time': self.time.strftime('%Y%m%dT%H%M%SZ'),
                'credentials': {name: value for name, value in key.items() if value is not None},
                'request': {'method': self.method, 'url': self.url, 'headers': self.headers,
                            'body': self.body.decode()},
                'options': {'normalizePath': not self.s3, 'doubleEncode': not self.s3,
                            'signBody': self.s3, 'query': self.query, 'expires': self.expires}}


def compare(case, expected, answer):
    """The names of what differs."""
    if 'error' in answer:
        return [answer['error']]
    headers = {name.lower(): value for name, value in answer['headers']}
    answer['authorization'] = headers.get('authorization')
    names = ('canonicalRequest', 'stringToSign', 'signature', 'authorization', 'url')
    return [f'{name}:\n  {expected[name]!r}\n  {answer[name]!r}'
            for name in names if expected[name] != answer[name]]


def main():
    probe, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10000
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 20150830)
    cases = [Case(chance) for _ in range(count)]
    lines = '\n'.join(json.dumps(case.describe()) for case in cases) + '\n'
    result = subprocess.run([probe], input=lines, text=True, capture_output=True, check=True)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(answers) == count, f'{len(answers)} answers to {count} lines'
    faults = 0
    for case, answer in zip(cases, answers):
        differences = compare(case, case.sign(), answer)
        if differences:
            faults += 1
            if faults <= 3:
                print(json.dumps(case.describe()), *differences, sep='\n')
    ways = sum(case.query for case in cases), sum(case.s3 for case in cases)
    print(f'{count - faults} of {count} requests signed as botocore signs them; {ways[0]} in the URL, '
          f'{ways[1]} for S3')
    sys.exit(1 if faults else 0)


main()
