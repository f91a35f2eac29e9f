"""Signature version 4 as AWS checks it, with botocore's own code doing the sums."""

import datetime
import hashlib
import hmac
import re
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from botocore.auth import SIGV4_TIMESTAMP, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.compat import HTTPHeaders
from botocore.credentials import Credentials

MOST_SKEW = datetime.timedelta(minutes=5)
SCOPE = re.compile(r'([^/]+)/(\d{8})/([^/]+)/([^/]+)/aws4_request$')
HEADER = re.compile(r'AWS4-HMAC-SHA256 +Credential=([^, ]+), *SignedHeaders=([^, ]+), *Signature=([0-9a-f]{64})$')

MISMATCH = ('The request signature we calculated does not match the signature you provided. Check '
            'your AWS Secret Access Key and signing method. Consult the service documentation for '
            "details.\n\nThe Canonical String for this request should have been\n'{}'\n\n"
            "The String-to-Sign should have been\n'{}'\n")


class Refusal(Exception):
    """Why a request is not believed. The name is that of a REST-JSON service; each protocol has its
    own spelling, see wire.py."""

    def __init__(self, code, message, status=403):
        super().__init__(message)
        self.code = code
        self.status = status


class _Check(SigV4Auth):
    """botocore's signing, over the headers that were signed rather than those it would sign."""

    def __init__(self, key, region, service, signed):
        super().__init__(Credentials(key.access_key_id, key.secret_access_key, key.session_token),
                         service, region)
        self._signed = signed

    def headers_to_sign(self, request):
        headers = HTTPHeaders()
        for name, value in request.headers.items():
            if name.lower() in self._signed:
                headers[name.lower()] = value
        return headers


class Signed:
    """What a request says of its signature, in the header or in the query."""

    def __init__(self, method, url, headers, body):
        self.method, self.url, self.headers, self.body = method, url, headers, body
        query = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
        if 'X-Amz-Signature' in query:
            self._read_query(query)
        else:
            self._read_header()
        match = SCOPE.match(self.credential)
        if not match:
            raise Refusal('IncompleteSignatureException',
                          f"Credential must have exactly 5 slash-delimited elements, got '{self.credential}'", 400)
        self.access_key_id, self.date, self.region, self.service = match.groups()
        try:
            self.time = datetime.datetime.strptime(self.timestamp + '+0000', SIGV4_TIMESTAMP + '%z')
        except ValueError:
            raise Refusal('IncompleteSignatureException',
                          f"Date must be in ISO-8601 'basic format'. Got '{self.timestamp}'.", 400) from None

    def _read_header(self):
        given = self.headers.get_all('Authorization') or []
        if len(given) != 1:
            raise Refusal('MissingAuthenticationTokenException', 'Missing Authentication Token')
        match = HEADER.match(given[0])
        if not match:
            raise Refusal('IncompleteSignatureException',
                          f"Authorization header is not as it should be: '{given[0]}'", 400)
        self.credential, signed, self.signature = match.groups()
        self.signed = signed.split(';')
        self.timestamp = self.headers.get('X-Amz-Date', '')
        self.token = self.headers.get('X-Amz-Security-Token')
        self.expires = None

    def _read_query(self, query):
        self.credential = query.get('X-Amz-Credential', '')
        self.signature = query['X-Amz-Signature']
        self.signed = query.get('X-Amz-SignedHeaders', '').split(';')
        self.timestamp = query.get('X-Amz-Date', '')
        self.token = query.get('X-Amz-Security-Token')
        self.expires = int(query.get('X-Amz-Expires', '0'))
        parts = urlsplit(self.url)
        kept = '&'.join(p for p in parts.query.split('&') if not p.startswith('X-Amz-Signature='))
        self.url = urlunsplit(parts._replace(query=kept))

    def _check_headers(self):
        if self.signed != sorted(self.signed):
            raise Refusal('IncompleteSignatureException', 'SignedHeaders is not sorted', 400)
        for name in {name.lower() for name in self.headers} | {'host'}:
            must = name == 'host' or name.startswith('x-amz-')
            if must and name not in self.signed:
                raise Refusal('InvalidSignatureException', f"'{name}' must be a signed header")

    def _check_time(self, now):
        stamp, here = self.timestamp, now.strftime(SIGV4_TIMESTAMP)
        if not self.timestamp.startswith(self.date):
            raise Refusal('InvalidSignatureException',
                          'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date '
                          f"from HTTP: '{self.date}' != '{stamp[:8]}', from '{stamp}'.")
        age = datetime.timedelta(seconds=self.expires) if self.expires is not None else MOST_SKEW
        if self.time < now - age:
            oldest = (now - age).strftime(SIGV4_TIMESTAMP)
            raise Refusal('InvalidSignatureException',
                          f'Signature expired: {stamp} is now earlier than {oldest} ({here} - 5 min.)')
        if self.time > now + MOST_SKEW:
            newest = (now + MOST_SKEW).strftime(SIGV4_TIMESTAMP)
            raise Refusal('InvalidSignatureException',
                          f'Signature not yet current: {stamp} is still later than {newest} ({here} + 5 min.)')

    def _check_body(self):
        said = self.headers.get('X-Amz-Content-SHA256')
        if said and said != 'UNSIGNED-PAYLOAD' and said != hashlib.sha256(self.body).hexdigest():
            raise Refusal('InvalidSignatureException', "The provided 'x-amz-content-sha256' header does "
                                                       'not match what was computed.', 400)

    def check(self, key, region, service, now):
        """Nothing when the signature is right; otherwise a Refusal."""
        if self.region != region:
            raise Refusal('InvalidSignatureException',
                          f"Credential should be scoped to a valid region, not '{self.region}'. ")
        if self.service != service:
            raise Refusal('InvalidSignatureException',
                          f"Credential should be scoped to correct service: '{service}'. ")
        self._check_headers()
        self._check_time(now)
        self._check_body()
        request = AWSRequest(self.method, self.url, self.headers, self.body)
        request.context['timestamp'] = self.timestamp
        judge = _Check(key, region, service, self.signed)
        canonical = judge.canonical_request(request)
        to_sign = judge.string_to_sign(request, canonical)
        if not hmac.compare_digest(judge.signature(to_sign, request), self.signature):
            raise Refusal('InvalidSignatureException', MISMATCH.format(canonical, to_sign))
