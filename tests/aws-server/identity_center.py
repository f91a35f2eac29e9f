"""IAM Identity Center: the OIDC service that logs a person in, by a browser or by a code typed
elsewhere, and the portal that hands out keys for an account's role.

What the person at the browser does is played: see `person`.
"""

import base64
import hashlib
import secrets
import threading
from urllib.parse import parse_qsl, urlencode, urlsplit

from identities import ACCOUNT
from wire import Fault, Reply

START_URL = 'https://quayside-lab.awsapps.com/start'
CODE_LIFE, TOKEN_LIFE, CLIENT_LIFE = 600, 3600, 90 * 24 * 3600
DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code'


class OidcFault(Fault):
    """The errors of OAuth have a name of their own besides AWS's."""

    def __init__(self, error, code, description=None, status=400):
        super().__init__(code, description or '', status, error=error, error_description=description)


def invalid_grant(why):
    return OidcFault('invalid_grant', 'InvalidGrantException', why)


class IdentityCenter:
    def __init__(self, identities):
        self._identities = identities
        self._lock = threading.Lock()
        self._clients, self._codes, self._devices = {}, {}, {}
        self._tokens, self._refresh_tokens = {}, {}
        # Whatever was handed out that nobody else may learn.
        self.secrets = []
        # approve, deny, wrong-state, or wait: never come back.
        self.person = 'approve'
        self.interval = 1
        self.page_size = 100
        self.token_life = TOKEN_LIFE
        self.accounts = [{'accountId': ACCOUNT, 'accountName': 'Lab', 'emailAddress': 'lab@example.org',
                          'roles': ['Researcher', 'ReadOnly']},
                         {'accountId': '210987654321', 'accountName': 'Teaching',
                          'emailAddress': 'teaching@example.org', 'roles': ['Student']}]

    # Whatever happens here is short, so one lock will do.

    def call(self, operation, request, base):
        handlers = {'RegisterClient': self._register, 'StartDeviceAuthorization': self._start_device,
                    'CreateToken': self._create_token, 'GetRoleCredentials': self._get_role_credentials,
                    'ListAccounts': self._list_accounts, 'ListAccountRoles': self._list_roles,
                    'Logout': self._logout}
        with self._lock:
            return handlers[operation](request, base)

    def expire_tokens(self):
        with self._lock:
            self._tokens.clear()

    def forget_logins(self):
        with self._lock:
            self._tokens.clear()
            self._refresh_tokens.clear()

    def _now(self):
        return self._identities.now().timestamp()

    def _register(self, request, _base):
        if request.get('clientType') != 'public' or not request.get('clientName'):
            raise OidcFault('invalid_client_metadata', 'InvalidClientMetadataException', 'clientType must be public')
        for uri in request.get('redirectUris', []):
            parts = urlsplit(uri)
            if parts.scheme != 'http' or parts.hostname != '127.0.0.1' or parts.port:
                raise OidcFault('invalid_redirect_uri', 'InvalidRedirectUriException', uri)
        client = {'clientId': secrets.token_urlsafe(16), 'clientSecret': secrets.token_urlsafe(300),
                  'clientIdIssuedAt': int(self._now()), 'clientSecretExpiresAt': int(self._now()) + CLIENT_LIFE}
        self.secrets.append(('client secret', client['clientSecret']))
        self._clients[client['clientId']] = {**request, **client}
        return client

    def _client(self, request):
        client = self._clients.get(request.get('clientId'))
        if client is None or client['clientSecret'] != request.get('clientSecret'):
            raise OidcFault('invalid_client', 'InvalidClientException', 'Client is not authorized', 401)
        if client['clientSecretExpiresAt'] <= self._now():
            raise OidcFault('invalid_client', 'InvalidClientException', 'Client has expired', 401)
        return client

    # the browser

    def authorize(self, query):
        """What the page of /authorize does with a person before it: a redirect to the program."""
        asked = dict(parse_qsl(query, keep_blank_values=True))
        with self._lock:
            client = self._clients.get(asked.get('client_id'))
            back = urlsplit(asked.get('redirect_uri', ''))
            registered = back.port and back._replace(netloc=back.hostname or '').geturl()
            if client is None or registered not in client.get('redirectUris', []):
                raise OidcFault('invalid_request', 'InvalidRequestException', 'unknown client or redirect')
            if (asked.get('response_type') != 'code' or asked.get('code_challenge_method') != 'S256'
                    or not asked.get('code_challenge') or not asked.get('state')
                    or asked.get('scopes') != 'sso:account:access'):
                raise OidcFault('invalid_request', 'InvalidRequestException', f'not as it should be: {sorted(asked)}')
            if self.person == 'wait':
                return Reply(b'<title>Sign in</title>', 'text/html')
            if self.person == 'deny':
                return self._back(asked, error='access_denied', state=asked['state'])
            code = secrets.token_urlsafe(200)
            self.secrets.append(('authorization code', code))
            self._codes[code] = {**asked, 'until': self._now() + CODE_LIFE}
            state = 'not-' + asked['state'] if self.person == 'wrong-state' else asked['state']
            return self._back(asked, code=code, state=state)

    def _back(self, asked, **answer):
        return Reply(status=302, headers={'Location': asked['redirect_uri'] + '?' + urlencode(answer)})

    def approve_device(self, query):
        """The page on which a person types the code of a device."""
        user_code = dict(parse_qsl(query)).get('user_code', '')
        with self._lock:
            device = next((d for d in self._devices.values() if d['userCode'] == user_code), None)
            if device is None:
                return Reply(b'<title>No such code</title>', 'text/html', 404)
            if self.person != 'wait':
                device['state'] = 'approved' if self.person == 'approve' else 'denied'
            return Reply(b'<title>Request approved</title>', 'text/html')

    # the device

    def _start_device(self, request, base):
        self._client(request)
        if request.get('startUrl') != START_URL:
            raise OidcFault('invalid_request', 'InvalidRequestException', 'unknown start URL')
        code = secrets.token_urlsafe(40)
        user_code = '-'.join(''.join(secrets.choice('BCDFGHJKLMNPQRSTVWXZ') for _ in range(4)) for _ in range(2))
        self.secrets.append(('device code', code))
        self._devices[code] = {'userCode': user_code, 'state': 'pending', 'clientId': request['clientId'],
                               'until': self._now() + CODE_LIFE, 'asked': None}
        return {'deviceCode': code, 'userCode': user_code, 'verificationUri': base + '/device',
                'verificationUriComplete': base + '/device?user_code=' + user_code,
                'expiresIn': CODE_LIFE, 'interval': self.interval}

    # tokens

    def _create_token(self, request, _base):
        self._client(request)
        grants = {'authorization_code': self._by_code, DEVICE_GRANT: self._by_device,
                  'refresh_token': self._by_refresh}
        grant = grants.get(request.get('grantType'))
        if grant is None:
            raise OidcFault('unsupported_grant_type', 'UnsupportedGrantTypeException', str(request.get('grantType')))
        grant(request)
        token, refresh = secrets.token_urlsafe(200), secrets.token_urlsafe(200)
        self.secrets += [('login token', token), ('refresh token', refresh)]
        self._tokens[token] = self._now() + self.token_life
        self._refresh_tokens[refresh] = request['clientId']
        return {'accessToken': token, 'tokenType': 'Bearer', 'expiresIn': self.token_life, 'refreshToken': refresh}

    def _by_code(self, request):
        asked = self._codes.pop(request.get('code'), None)
        if asked is None or asked['until'] <= self._now():
            raise invalid_grant('Invalid authorization code')
        if (asked['client_id'], asked['redirect_uri']) != (request['clientId'], request.get('redirectUri')):
            raise invalid_grant('The code was given to another client or redirect')
        digest = hashlib.sha256(request.get('codeVerifier', '').encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b'=').decode() != asked['code_challenge']:
            raise invalid_grant('PKCE verification failed')

    def _by_device(self, request):
        code = request.get('deviceCode')
        device = self._devices.get(code)
        if device is None or device['clientId'] != request['clientId']:
            raise invalid_grant('Invalid device code')
        if device['until'] <= self._now():
            raise OidcFault('expired_token', 'ExpiredTokenException', 'Device code has expired')
        before, device['asked'] = device['asked'], self._now()
        if device['state'] == 'denied':
            raise OidcFault('access_denied', 'AccessDeniedException', 'The person said no')
        if device['state'] == 'pending':
            # A tenth is left to clocks that differ.
            if before is not None and self._now() - before < 0.9 * self.interval:
                raise OidcFault('slow_down', 'SlowDownException')
            raise OidcFault('authorization_pending', 'AuthorizationPendingException')
        del self._devices[code]

    def _by_refresh(self, request):
        """A refresh token is good for once."""
        token = request.get('refreshToken')
        if self._refresh_tokens.get(token) != request['clientId']:
            raise invalid_grant('Invalid refresh token')
        del self._refresh_tokens[token]

    # the portal

    def _check_token(self, request):
        if self._tokens.get(request.get('accessToken'), 0) <= self._now():
            raise Fault('UnauthorizedException', 'Session token not found or invalid', 401)

    def _account(self, request):
        account = next((a for a in self.accounts if a['accountId'] == request.get('accountId')), None)
        if account is None:
            raise Fault('ForbiddenException', 'No access', 403)
        return account

    def _get_role_credentials(self, request, _base):
        self._check_token(request)
        role = request.get('roleName')
        account = self._account(request)
        if role not in account['roles']:
            raise Fault('ForbiddenException', 'No access', 403)
        arn = f"arn:aws:sts::{account['accountId']}:assumed-role/AWSReservedSSO_{role}_0123456789abcdef/researcher"
        key = self._identities.issue(arn, 'AROAQUAYSIDESSO000000:researcher', 3600)
        expires = key.expires.timestamp() * 1000
        return {'roleCredentials': {'accessKeyId': key.access_key_id, 'secretAccessKey': key.secret_access_key,
                                    'sessionToken': key.session_token, 'expiration': int(expires)}}

    def _page(self, request, member, items):
        try:
            first = int(request.get('nextToken') or 0)
            size = min(int(request.get('maxResults') or 20), self.page_size)
        except ValueError:
            raise Fault('InvalidRequestException', 'nextToken or maxResults is not one') from None
        if not 1 <= size <= 100:
            raise Fault('InvalidRequestException', 'maxResults must be 1 to 100')
        page = {member: items[first:first + size]}
        if first + size < len(items):
            page['nextToken'] = str(first + size)
        return page

    def _list_accounts(self, request, _base):
        self._check_token(request)
        return self._page(request, 'accountList', [{k: v for k, v in account.items() if k != 'roles'}
                                                   for account in self.accounts])

    def _list_roles(self, request, _base):
        self._check_token(request)
        account = self._account(request)
        return self._page(request, 'roleList', [{'roleName': role, 'accountId': account['accountId']}
                                                for role in account['roles']])

    def _logout(self, request, _base):
        self._check_token(request)
        del self._tokens[request['accessToken']]
        return {}
