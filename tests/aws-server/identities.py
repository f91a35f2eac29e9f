"""Who may call: users with access keys, roles they may assume, and the keys handed out for a time."""

import datetime
import secrets
import string
import threading

from signatures import Refusal, Signed

ACCOUNT = '123456789012'
LETTERS = string.ascii_uppercase + '234567'


class Key:
    """An access key. Those with a session token end at a time."""

    def __init__(self, arn, user_id, prefix='AKIA', session_token=None, expires=None):
        self.arn, self.user_id = arn, user_id
        self.access_key_id = prefix + ''.join(secrets.choice(LETTERS) for _ in range(16))
        self.secret_access_key = secrets.token_urlsafe(30)
        self.session_token = session_token
        self.expires = expires

    def document(self):
        return {'accessKeyId': self.access_key_id, 'secretAccessKey': self.secret_access_key,
                'sessionToken': self.session_token, 'arn': self.arn, 'userId': self.user_id,
                'expires': self.expires.timestamp() if self.expires else None}


class Role:
    def __init__(self, name, external_id=None, mfa_serial=None):
        self.name, self.external_id, self.mfa_serial = name, external_id, mfa_serial
        self.arn = f'arn:aws:iam::{ACCOUNT}:role/{name}'
        self.id = 'AROA' + ''.join(secrets.choice(LETTERS) for _ in range(17))


class Identities:
    """The account's one user, "researcher", its keys and its roles; and what time it is here."""

    MFA_SERIAL = f'arn:aws:iam::{ACCOUNT}:mfa/researcher'

    def __init__(self, region):
        self.region = region
        self.skew = datetime.timedelta()
        self.mfa_code = ''.join(secrets.choice(string.digits) for _ in range(6))
        self.roles = {role.arn: role for role in (Role('Plain'), Role('External', external_id='quayside-42'),
                                                  Role('Mfa', mfa_serial=self.MFA_SERIAL))}
        self._lock = threading.Lock()
        self._keys = {}
        # Whatever was handed out that nobody else may learn.
        self.secrets = []
        self._used_codes = set()
        self.user_key = self.issue(f'arn:aws:iam::{ACCOUNT}:user/researcher',
                                   'AIDA' + ''.join(secrets.choice(LETTERS) for _ in range(17)))

    def now(self):
        return datetime.datetime.now(datetime.UTC) + self.skew

    def issue(self, arn, user_id, seconds=None):
        if seconds is None:
            key = Key(arn, user_id)
        else:
            key = Key(arn, user_id, 'ASIA', secrets.token_urlsafe(200),
                      self.now() + datetime.timedelta(seconds=seconds))
        with self._lock:
            self._keys[key.access_key_id] = key
            self.secrets.append((f'secret of {key.access_key_id}', key.secret_access_key))
            if key.session_token:
                self.secrets.append((f'session token of {key.access_key_id}', key.session_token))
        return key

    def keys(self):
        with self._lock:
            return list(self._keys.values())

    def expire(self, access_key_id):
        with self._lock:
            self._keys[access_key_id].expires = self.now()

    def revoke(self, access_key_id):
        with self._lock:
            del self._keys[access_key_id]

    def check_mfa(self, serial, code):
        """AWS takes a code only once, and of the right device."""
        with self._lock:
            if serial != self.MFA_SERIAL or code != self.mfa_code or code in self._used_codes:
                raise Refusal('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. ')
            self._used_codes.add(code)

    def next_mfa_code(self):
        with self._lock:
            self.mfa_code = f'{(int(self.mfa_code) + 1) % 1_000_000:06}'
            return self.mfa_code

    def authenticate(self, service, method, url, headers, body):
        """The key that a request is signed with, or a Refusal."""
        signed = Signed(method, url, headers, body)
        with self._lock:
            key = self._keys.get(signed.access_key_id)
        if key is None or (key.session_token or '') != (signed.token or ''):
            raise Refusal('UnrecognizedClientException', 'The security token included in the request is invalid.')
        signed.check(key, self.region, service, self.now())
        if key.expires is not None and key.expires <= self.now():
            raise Refusal('ExpiredTokenException', 'The security token included in the request is expired')
        return key
