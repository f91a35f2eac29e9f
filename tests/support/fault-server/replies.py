"""What each path is answered: as it should be, or with one fault.

A reply takes (connection, request, seen, arguments of the query) and returns whether the connection
may be asked again.
"""
import json
import select
import socket
import struct
import time
import zlib

OK = b'HTTP/1.1 200 OK\r\n'
DATE = b'Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n'
PLAIN = OK + DATE + b'Content-Type: application/json\r\nContent-Length: 17\r\n\r\n{"hello":"world"}'
CHUNKED = OK + b'Transfer-Encoding: chunked\r\n\r\n6\r\n{"hell\r\nb\r\no":"world"}\r\n0\r\n\r\n'
MEBIBYTE = bytes(1 << 20)


def reset(connection):
    """Closes by RST instead of FIN."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    connection.close()
    return False


def say(connection, text, kind='application/json', headers=''):
    body = text.encode()
    connection.sendall(OK + f'Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n{headers}\r\n'
                       .encode() + body)
    return True


def wait_for_end(connection, seen, name):
    """Until the peer closes or resets, which is what cancelling has to come to."""
    try:
        while connection.recv(65536):
            pass
    except OSError:
        pass
    seen.count('gone', name)
    return False


def echo(connection, request, seen, query):
    """The request's head, byte for byte, and what is known of its body and its connection."""
    return say(connection, json.dumps({
        'head': request.head.decode('latin-1'), 'body': request.body.decode('latin-1'),
        'connection': request.connection, 'nth': request.nth},
        separators=(',', ':')))


def report(connection, request, seen, query):
    return say(connection, seen.dump())


def status(connection, request, seen, query):
    number = int(query['n'])
    connection.sendall(b'HTTP/1.1 %d Some Reason\r\n' % number)
    if number == 101:
        return False
    if number < 200:
        connection.sendall(b'\r\n' + PLAIN)
    elif number in (204, 304):
        connection.sendall(b'X-Number: %d\r\n\r\n' % number)
    else:
        connection.sendall(b'X-Number: %d\r\nContent-Length: 2\r\n\r\n{}' % number)
    return True


def cut(connection, request, seen, query):
    """The first bytes of a reply, then the end of the connection."""
    connection.sendall((CHUNKED if 'chunked' in query else PLAIN)[:int(query['n'])])
    return reset(connection) if 'reset' in query else False


def drip(connection, request, seen, query):
    """A byte now and then: of the head, or of the body behind a whole head."""
    head, _, body = PLAIN.partition(b'\r\n\r\n')
    rest = head + b'\r\n\r\n' + body * 1000
    if query['part'] == 'body':
        rest = bytes(int(query['length']))
        connection.sendall(OK + b'Content-Length: %d\r\n\r\n' % len(rest))
    try:
        for byte in rest:
            connection.sendall(bytes([byte]))
            if select.select([connection], [], [], 0.02)[0]:
                break
    except OSError:
        pass
    return wait_for_end(connection, seen, query['id'])


def hold(connection, request, seen, query):
    """Nothing, or half a reply, and then silence."""
    if query['after'] == 'head':
        connection.sendall(OK + b'Content-Length: 10\r\n\r\n')
    elif query['after'] == 'body':
        connection.sendall(OK + b'Content-Length: 10\r\n\r\nhalf ')
    seen.count('held', query['id'])
    return wait_for_end(connection, seen, query['id'])


def slow(connection, request, seen, query):
    """All of it, later."""
    time.sleep(int(query['ms']) / 1000)
    connection.sendall(PLAIN)
    return True


def flood(connection, seen, name, head, block, count):
    """Counts in mebibytes what the peer has taken."""
    try:
        connection.sendall(OK + head)
        for _ in range(count):
            connection.sendall(block)
            seen.count('taken', name)
    except OSError:
        seen.count('gone', name)
        return False
    return wait_for_end(connection, seen, name)


def large(connection, request, seen, query):
    count, name = int(query['mib']), query['id']
    if 'chunked' in query:
        block = b'100000\r\n' + MEBIBYTE + b'\r\n'
        return flood(connection, seen, name, b'Transfer-Encoding: chunked\r\n\r\n', block, count)
    return flood(connection, seen, name, b'Content-Length: %d\r\n\r\n' % (count << 20), MEBIBYTE,
                 count)


def bomb(connection, request, seen, query):
    """Zeros, a thousand to the byte: a block is a whole flush of deflate and can be repeated."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = deflate.compress(MEBIBYTE) + deflate.flush(zlib.Z_FULL_FLUSH)
    start = b'\x1f\x8b\x08\0\0\0\0\0\0\xff'
    count = int(query['mib'])
    length = len(start) + count * len(block)
    head = b'Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n' % length
    return flood(connection, seen, query['id'], head + start, block, count)


def gzip(connection, request, seen, query):
    deflate = zlib.compressobj(wbits=31)
    body = deflate.compress(b'{"hello":"world"}') + deflate.flush()
    if 'torn' in query:
        body = body[:-12]
    if 'noise' in query:
        body = b'\x1f\x8b' + b'noise' * 9
    head = b'Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n' % len(body)
    connection.sendall(OK + head + body)
    return True


CHUNK_FAULTS = {
    'no-number': b'zz\r\nhello\r\n0\r\n\r\n',
    'negative': b'-5\r\nhello\r\n0\r\n\r\n',
    'endless-number': b'f' * 30 + b'\r\nhello\r\n0\r\n\r\n',
    'too-long': b'8\r\nhello\r\n0\r\n\r\n',
    'too-short': b'2\r\nhello\r\n0\r\n\r\n',
    'no-end': b'5\r\nhello\r\n',
    'empty-line': b'\r\n\r\n',
    'long-line': b'5;' + b'x' * 1000000 + b'\r\nhello\r\n0\r\n\r\n',
    'trailers': b'5\r\nhello\r\n0\r\n' + b'X-More: more\r\n' * 100000 + b'\r\n',
}
LENGTH_FAULTS = {
    'negative': b'Content-Length: -5\r\n\r\nhello',
    'noise': b'Content-Length: five\r\n\r\nhello',
    'huge': b'Content-Length: 99999999999999999999999\r\n\r\nhello',
    'more': b'Content-Length: 50\r\n\r\nhello',
    'less': b'Content-Length: 2\r\n\r\nhello',
    'two': b'Content-Length: 5\r\nContent-Length: 3\r\n\r\nhello',
    'both': b'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
    'none': b'X-Some: header\r\n\r\nhello',
    'unknown-coding': b'Transfer-Encoding: smoke\r\n\r\nhello',
}
HEAD_FAULTS = {
    'many': OK + b''.join(b'X-%d: x\r\n' % i for i in range(1000)) + b'\r\n',
    'flood': OK + b'X-Flood: more and more\r\n' * 500000,
    'long': OK + b'X-Long: ' + b'x' * 10000000 + b'\r\n\r\n',
    'no-end': OK + b'X-Some: header\r\n',
    'no-colon': OK + b'no colon here\r\nContent-Length: 0\r\n\r\n',
    'folded': OK + b'X-Folded: one\r\n two\r\nContent-Length: 0\r\n\r\n',
    'nul': OK + b'X-Nul: a\0b\r\nContent-Length: 0\r\n\r\n',
    'latin': OK + b'X-Latin: caf\xe9\r\nContent-Length: 0\r\n\r\n',
    'twice': OK + b'X-Twice: one\r\nx-twice: two\r\nContent-Length: 0\r\n\r\n',
    'no-reason': b'HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n',
    'http-2': b'HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n',
    'status-0': b'HTTP/1.1 000 None\r\nContent-Length: 0\r\n\r\n',
    'status-1000': b'HTTP/1.1 1000 Many\r\nContent-Length: 0\r\n\r\n',
    'noise': b'\x16\x03\x01\x02\x00 noise\r\n\r\n',
    'informed': b'HTTP/1.1 100 Continue\r\n\r\n' * 20000 + PLAIN,
    'nothing': b'',
}


def fault(connection, request, seen, query):
    """One of the tables above, then the end of the connection."""
    if 'chunk' in query:
        answer = OK + b'Transfer-Encoding: chunked\r\n\r\n' + CHUNK_FAULTS[query['chunk']]
    elif 'length' in query:
        answer = OK + LENGTH_FAULTS[query['length']]
    else:
        answer = HEAD_FAULTS[query['head']]
    try:
        connection.sendall(answer)
        connection.shutdown(socket.SHUT_WR)
    except OSError:
        pass
    return wait_for_end(connection, seen, request.target)


def headers(connection, request, seen, query):
    """Headers as asked for: /headers?Age=3."""
    return say(connection, '{}', headers=''.join(f'{n}: {v}\r\n' for n, v in query.items()))


def redirect(connection, request, seen, query):
    connection.sendall(b'HTTP/1.1 %s Elsewhere\r\nLocation: /elsewhere\r\n'
                       b'Set-Cookie: a=b; path=/\r\nContent-Length: 0\r\n\r\n'
                       % query['n'].encode())
    return True


def login(connection, request, seen, query):
    connection.sendall(b'HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic realm="test"\r\n'
                       b'Set-Cookie: a=b; path=/\r\nContent-Length: 0\r\n\r\n')
    return True


def once(connection, request, seen, query):
    """The first request of a connection is answered; the next one is read, and the connection dies,
    with a whole request taken and no byte of a reply."""
    if request.nth == 1:
        return echo(connection, request, seen, query)
    return reset(connection) if 'reset' in query else False


PATHS = {f'/{reply.__name__}': reply for reply in (
    echo, report, status, cut, drip, hold, slow, large, bomb, gzip, fault, headers, redirect, login,
    once)}
