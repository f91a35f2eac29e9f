"""What the server plays besides being well: faults, delays, states of jobs; and what it was asked.

A part is a JSON object given to POST /_play. Its `match` names members that a call must have (the
operation; or a member of its input), `times` how often it is played (for ever without), and it does
one or more of

    "status", "code", "message", "headers"   answer with this error
    "done": true                             but only after doing what was asked
    "lose": true                             do what was asked and close without an answer
    "refuse": true                           close at once, do nothing
    "delay": SECONDS                         do what was asked, answer so much later
    "output": {…}                            change these members of the answer
    "skew": SECONDS                          say so in the header Date

and `job`, instead of `match`, gives a job of that id or name the members in `output` wherever it is
described or listed: a state, a reason, attempts.
"""

import itertools
import threading

ACTIONS = {'status', 'code', 'message', 'headers', 'done', 'lose', 'refuse', 'delay', 'output', 'skew'}


class Play:
    def __init__(self):
        self._lock = threading.Lock()
        self._ids = itertools.count(1)
        self._parts = {}
        self._calls = []

    def add(self, part):
        """The part's number, to take it back by."""
        unknown = set(part) - ACTIONS - {'match', 'times', 'job'}
        if unknown or not set(part) & ACTIONS:
            raise ValueError(f'not a part: {sorted(part)}')
        with self._lock:
            number = next(self._ids)
            self._parts[number] = {'match': {}, **part}
            return number

    def remove(self, number):
        with self._lock:
            if number is None:
                self._parts.clear()
            else:
                del self._parts[number]

    def for_call(self, operation, request):
        """The part of this call, or an empty one."""
        asked = {**request, 'operation': operation}
        with self._lock:
            for number, part in self._parts.items():
                if 'job' in part or any(asked.get(k) != v for k, v in part['match'].items()):
                    continue
                if 'times' in part:
                    part['times'] -= 1
                    if part['times'] <= 0:
                        del self._parts[number]
                return part
        return {}

    def dress_jobs(self, operation, output):
        """The states that jobs were given, put over those they have."""
        lists = {'DescribeJobs': 'jobs', 'ListJobs': 'jobSummaryList'}
        with self._lock:
            parts = [part for part in self._parts.values() if 'job' in part]
        for job in output.get(lists.get(operation), []) if parts else []:
            for part in parts:
                if part['job'] in (job.get('jobId'), job.get('jobName')):
                    job.update(part['output'])
        return output

    def note(self, **call):
        with self._lock:
            self._calls.append(call)

    def calls(self):
        with self._lock:
            return list(self._calls)
