"""Stands between a caller and AWS, passes on what is said as it is, and keeps the bodies."""

import http.client
import http.server
import json
import threading
from urllib.parse import urlsplit

PASSED_ON = ('content-type', 'x-amzn-requestid', 'x-amzn-errortype')


class Recorder:
    def __init__(self, url):
        self.calls = []   # (path, headers, body)
        address = urlsplit(url).netloc

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def answer(handler):
                body = handler.rfile.read(int(handler.headers.get('Content-Length', 0)))
                self.calls.append((handler.path, dict(handler.headers), body))
                onward = http.client.HTTPConnection(address, timeout=60)
                # The host is signed: it stays that of the recorder.
                onward.request(handler.command, handler.path, body, dict(handler.headers))
                reply = onward.getresponse()
                text = reply.read()
                onward.close()
                handler.send_response(reply.status)
                for name, value in reply.getheaders():
                    if name.lower() in PASSED_ON:
                        handler.send_header(name, value)
                handler.send_header('Content-Length', str(len(text)))
                handler.end_headers()
                handler.wfile.write(text)

            do_GET = do_POST = answer

            def log_message(handler, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.url = f'http://127.0.0.1:{self._server.server_port}'
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def bodies(self, path):
        return [json.loads(body) for said, _, body in self.calls if said == path]

    def stop(self):
        self._server.shutdown()
        self._server.server_close()
