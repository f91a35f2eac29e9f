"""A proxy that carries connections by CONNECT, or does not, by the port it is asked at."""
import base64
import socket
import threading

PASSWORD = 'Basic ' + base64.b64encode(b'user:secret').decode()
REFUSAL = (b'HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: 9\r\n'
           b'Proxy-Authenticate: Basic realm="proxy"\r\n\r\n<p>No</p>')


def pump(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def carry(connection, port):
    """Whatever host is asked for is the one of this test."""
    target = socket.create_connection(('127.0.0.1', port))
    connection.sendall(b'HTTP/1.1 200 Connected\r\n\r\n')
    back = threading.Thread(target=pump, args=(target, connection), daemon=True)
    back.start()
    pump(connection, target)
    back.join()
    target.close()


def serve(kind, connection, request, ports, seen):
    """Returns whether the connection may be asked again."""
    seen.count('proxied', f'{request.method} {request.target}')
    if kind == 'proxy-refuses':
        connection.sendall(REFUSAL % b'403 Forbidden')
    elif kind == 'proxy-asks' and request.headers.get('proxy-authorization') != PASSWORD:
        connection.sendall(REFUSAL % b'407 Proxy Authentication Required')
        return True
    elif kind == 'proxy-noise':
        connection.sendall(b'\x05\x00 this is no HTTP\r\n\r\n')
    elif kind != 'proxy-dies' and request.method == 'CONNECT':
        carry(connection, ports['tls'])
    return False
