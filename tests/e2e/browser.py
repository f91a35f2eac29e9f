#!/usr/bin/env python3
"""browser.py NOTES URL: the desktop's browser, played: opens a page and follows where it leads, as a
browser does in which a person is logged in already. Each address it comes by is a line of NOTES,
without its query, which may be a secret."""

import sys
import urllib.request


def note(address, notes):
    print(address.partition('?')[0], file=notes, flush=True)


class Noting(urllib.request.HTTPRedirectHandler):
    def __init__(self, notes):
        self.notes = notes

    def redirect_request(self, request, answer, code, message, headers, address):
        note(address, self.notes)
        return super().redirect_request(request, answer, code, message, headers, address)


def main(path, address):
    with open(path, 'a', encoding='utf-8') as notes:
        note(address, notes)
        opener = urllib.request.build_opener(Noting(notes), urllib.request.ProxyHandler({}))
        try:
            with opener.open(address, timeout=60) as page:
                page.read()
        except OSError as error:
            print(f'no page: {error}', file=notes, flush=True)


if __name__ == '__main__':
    main(*sys.argv[1:])
