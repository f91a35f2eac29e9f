"""How the protocols of AWS look on the wire: requests read, replies and errors written."""

import json
import re
import uuid
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit
from xml.sax.saxutils import escape

STS_NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/'

# What refuses a request in front of a service has other names where the query protocol is spoken.
QUERY_NAMES = {
    'InvalidSignatureException': 'SignatureDoesNotMatch',
    'UnrecognizedClientException': 'InvalidClientTokenId',
    'ExpiredTokenException': 'ExpiredToken',
    'MissingAuthenticationTokenException': 'MissingAuthenticationToken',
    'IncompleteSignatureException': 'IncompleteSignature',
    'TooManyRequestsException': 'Throttling',
    'ServiceUnavailableException': 'ServiceUnavailable',
}


class Fault(Exception):
    """An error as a service tells it: its name, its sentence, the HTTP status."""

    def __init__(self, code, message, status=400, **members):
        super().__init__(message)
        self.code, self.status, self.members = code, status, members


class Reply:
    def __init__(self, body=b'', content_type='application/json', status=200, headers=None):
        self.body, self.status = body, status
        self.headers = {'Content-Type': content_type, **(headers or {})} if body else dict(headers or {})


class RestJson:
    """A service of the REST-JSON protocol, by its model."""

    request_id = 'x-amzn-RequestId'

    def __init__(self, model):
        self._shapes = model['shapes']
        self._routes = []
        for name, operation in model['operations'].items():
            path = operation['http']['requestUri'].split('?')[0]
            # A label is one segment of the path as it stands, before it is decoded.
            pattern = re.sub(r'\\{(\w+)\\}', r'(?P<\1>[^/]+)', re.escape(path))
            members = self._shapes[operation['input']['shape']]['members'] if 'input' in operation else {}
            self._routes.append((operation['http']['method'], re.compile(pattern + '$'), name, members))

    def read(self, method, target, headers, body):
        """The operation and its input, or nothing when there is no such path."""
        parts = urlsplit(target)
        for verb, pattern, name, members in self._routes:
            match = pattern.match(parts.path)
            if match and verb == method:
                return name, self._input(members, match.groupdict(), parts.query, headers, body)
        return None

    def _input(self, members, labels, query, headers, body):
        given = parse_qs(query, keep_blank_values=True)
        try:
            result = json.loads(body) if body else {}
        except ValueError as error:
            raise Fault('SerializationException', str(error)) from None
        if not isinstance(result, dict):
            raise Fault('SerializationException', 'Start of structure or map found where not expected.')
        for name, member in members.items():
            wire, where = member.get('locationName', name), member.get('location')
            if where == 'uri':
                result[name] = unquote(labels[wire])
            elif where == 'querystring' and wire in given:
                kind = self._shapes[member['shape']]['type']
                result[name] = given[wire] if kind == 'list' else given[wire][0]
            elif where == 'header' and headers.get(wire) is not None:
                result[name] = headers[wire]
        return result

    def reply(self, _operation, output):
        return Reply(json.dumps(output).encode())

    def fault(self, fault):
        return Reply(json.dumps({'message': str(fault), **fault.members}).encode(), status=fault.status,
                     headers={'x-amzn-ErrorType': fault.code})


class Json11:
    """A service of the JSON 1.1 protocol: every call is a POST that names its target."""

    request_id = 'x-amzn-RequestId'

    def __init__(self, model):
        self._prefix = model['metadata']['targetPrefix'] + '.'
        self._operations = model['operations']

    def read(self, method, target, headers, body):
        wanted = headers.get('X-Amz-Target', '')
        if method != 'POST' or target != '/' or not wanted.startswith(self._prefix):
            return None
        name = wanted.removeprefix(self._prefix)
        if name not in self._operations:
            raise Fault('UnknownOperationException', f'Unknown operation {name}')
        if headers.get('Content-Type') != 'application/x-amz-json-1.1':
            raise Fault('SerializationException', 'not application/x-amz-json-1.1')
        try:
            return name, json.loads(body)
        except ValueError as error:
            raise Fault('SerializationException', str(error)) from None

    def reply(self, _operation, output):
        return Reply(json.dumps(output).encode(), 'application/x-amz-json-1.1')

    def fault(self, fault):
        # These services answer 400 also to those they do not know.
        status = 400 if fault.status == 403 else fault.status
        body = {'__type': fault.code, 'message': str(fault), **fault.members}
        return Reply(json.dumps(body).encode(), 'application/x-amz-json-1.1', status)


class Query:
    """A service of the query protocol: a form in, XML out."""

    request_id = 'x-amzn-RequestId'

    def read(self, method, target, headers, body):
        content = headers.get('Content-Type', '').split(';')[0]
        if method != 'POST' or target != '/' or content != 'application/x-www-form-urlencoded':
            return None
        try:
            form = dict(parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True))
        except ValueError as error:
            raise Fault('MalformedQueryString', str(error)) from None
        if form.pop('Version', None) != '2011-06-15':
            raise Fault('NoSuchVersion', 'The requested version is not valid.')
        return form.pop('Action', ''), form

    def reply(self, operation, output):
        return Reply(f'<{operation}Response xmlns="{STS_NAMESPACE}">\n<{operation}Result>{_xml(output)}'
                     f'</{operation}Result>\n<ResponseMetadata><RequestId>{uuid.uuid4()}</RequestId>'
                     f'</ResponseMetadata>\n</{operation}Response>\n'.encode(), 'text/xml')

    def fault(self, fault):
        error = {'Type': 'Receiver' if fault.status >= 500 else 'Sender',
                 'Code': QUERY_NAMES.get(fault.code, fault.code), 'Message': str(fault)}
        return Reply(f'<ErrorResponse xmlns="{STS_NAMESPACE}">\n<Error>{_xml(error)}</Error>\n'
                     f'<RequestId>{uuid.uuid4()}</RequestId>\n</ErrorResponse>\n'.encode(), 'text/xml', fault.status)


def _xml(value):
    if isinstance(value, dict):
        return ''.join(f'<{name}>{_xml(inner)}</{name}>' for name, inner in value.items() if inner is not None)
    return escape(str(value))
