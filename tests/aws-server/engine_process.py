"""The local engine in a process of its own, called from Python: see serve-engine.c."""

import os

from json_lines import Ended, JsonLines


class EngineFault(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class EngineProcess(JsonLines):
    """What runs goes on running when it is closed."""

    def __init__(self, build, folder, datastore, **environment):
        os.makedirs(datastore, exist_ok=True)
        super().__init__([os.path.join(build, 'tests', 'aws-server', 'serve-engine'), folder, datastore],
                         {**os.environ, **environment})

    def call(self, operation, request):
        try:
            answer = self.ask(operation=operation, input=request)
        except Ended:
            raise EngineFault('UNAVAILABLE', 'the engine has ended') from None
        if 'error' in answer:
            raise EngineFault(answer['error']['code'], answer['error']['message'])
        return answer['output']
