"""The Security Token Service: who am I, and keys for a time."""

import re

from identities import ACCOUNT
from wire import Fault

MOST_IN_A_CHAIN = 3600


class TokenService:
    def __init__(self, identities):
        self._identities = identities

    def call(self, operation, form, key):
        handler = {'GetCallerIdentity': self._get_caller_identity, 'AssumeRole': self._assume_role,
                   'GetSessionToken': self._get_session_token}.get(operation)
        if handler is None:
            raise Fault('InvalidAction', f'Could not find operation {operation} for version 2011-06-15')
        return handler(form, key)

    def _get_caller_identity(self, _form, key):
        return {'Arn': key.arn, 'UserId': key.user_id, 'Account': ACCOUNT}

    def _assume_role(self, form, key):
        name = form.get('RoleSessionName', '')
        if not re.fullmatch(r'[\w+=,.@-]{2,64}', name, re.ASCII):
            raise Fault('ValidationError', f"1 validation error detected: Value '{name}' at 'roleSessionName' failed to "
                                           r'satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*')
        seconds = _seconds(form, 3600, 43200)
        if key.session_token and seconds > MOST_IN_A_CHAIN:
            raise Fault('ValidationError', 'The requested DurationSeconds exceeds the 1 hour session limit for '
                                           'roles assumed by role chaining')
        role = self._identities.roles.get(form.get('RoleArn'))
        refused = Fault('AccessDenied', f'User: {key.arn} is not authorized to perform: sts:AssumeRole on resource: '
                                        f"{form.get('RoleArn')}", 403)
        if role is None or (role.external_id and form.get('ExternalId') != role.external_id):
            raise refused
        if role.mfa_serial:
            if 'TokenCode' not in form:
                raise refused
            self._identities.check_mfa(form.get('SerialNumber'), form['TokenCode'])
        arn = f'arn:aws:sts::{ACCOUNT}:assumed-role/{role.name}/{name}'
        lent = self._identities.issue(arn, f'{role.id}:{name}', seconds)
        return {'Credentials': _credentials(lent),
                'AssumedRoleUser': {'AssumedRoleId': lent.user_id, 'Arn': arn}}

    def _get_session_token(self, form, key):
        if key.session_token:
            raise Fault('AccessDenied', 'Cannot call GetSessionToken with session credentials', 403)
        seconds = _seconds(form, 43200, 129600)
        if 'TokenCode' in form:
            self._identities.check_mfa(form.get('SerialNumber'), form['TokenCode'])
        return {'Credentials': _credentials(self._identities.issue(key.arn, key.user_id, seconds))}


def _seconds(form, usual, most):
    try:
        seconds = int(form.get('DurationSeconds', usual))
    except ValueError:
        raise Fault('MalformedInput', 'DurationSeconds is not a number') from None
    if not 900 <= seconds <= most:
        raise Fault('ValidationError', f"1 validation error detected: Value '{seconds}' at 'durationSeconds' failed to satisfy "
                                       f'constraint: Member must have value between 900 and {most}')
    return seconds


def _credentials(key):
    return {'AccessKeyId': key.access_key_id, 'SecretAccessKey': key.secret_access_key,
            'SessionToken': key.session_token, 'Expiration': key.expires.strftime('%Y-%m-%dT%H:%M:%SZ')}
