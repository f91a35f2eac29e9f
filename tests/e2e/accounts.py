"""The services behind the window, without a window: see serve-accounts.c."""

import os
import queue
import sys

from program import surroundings

sys.path.append(os.path.join(os.path.dirname(__file__), '..', 'aws-server'))
from json_lines import JsonLines  # noqa: E402

WARNINGS = ('WARNING **', 'CRITICAL **', 'ERROR: AddressSanitizer', 'runtime error:')
PATIENCE = 60


class Refused(Exception):
    def __init__(self, error):
        super().__init__(error)
        self.error = error


class Accounts(JsonLines):
    """Whoever logs in or answers questions reads `events`."""

    def __init__(self, build, **environment):
        self.events = queue.Queue()
        self.log_path = os.path.join(os.environ['QUAYSIDE_SESSION'], 'log-accounts')
        with open(self.log_path, 'ab') as log:
            super().__init__([os.path.join(build, 'tests', 'e2e', 'serve-accounts')],
                             {**os.environ, **surroundings(build), 'G_MESSAGES_DEBUG': 'all', **environment},
                             self.events.put, log)

    def do(self, errand, **members):
        answer = self.ask(do=errand, **members)
        if 'error' in answer:
            raise Refused(answer['error'])
        return answer['output']

    def call(self, account, operation, request=None, service='batch'):
        return self.do('call', account=account, service=service, operation=operation, input=request or {})

    def event(self):
        return self.events.get(timeout=PATIENCE)

    def answer(self, question, **answer):
        self.tell({'answer': question['question'], **answer})

    def check_log(self):
        with open(self.log_path, encoding='utf-8', errors='replace') as log:
            text = log.read()
        if any(warning in text for warning in WARNINGS):
            raise AssertionError(f'the program complains:\n{text}')
