"""The engine of this computer before the program opens it: jobs that are there when it starts."""

import json
import os
import subprocess

from program import surroundings

IMAGE = 'localhost/this-computer'


def folders():
    return (os.path.join(os.environ['XDG_DATA_HOME'], 'quayside'),
            os.path.join(os.environ['HOME'], 'Quayside', 'datastore'))


def call(build, *calls):
    """The replies to calls of the Batch API, each an operation and its input."""
    path = os.path.join(os.environ['QUAYSIDE_SESSION'], 'calls.json')
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(calls, file)
    result = subprocess.run([os.path.join(build, 'tests', 'e2e', 'call-engine'), *folders(), path],
                            env={**os.environ, **surroundings(build)}, text=True, check=True,
                            stdout=subprocess.PIPE, timeout=120)
    return [json.loads(line) for line in result.stdout.splitlines()]


def container(script, **members):
    return {'image': IMAGE, 'command': ['sh', '-c', script],
            'resourceRequirements': [{'type': 'VCPU', 'value': '0.25'},
                                     {'type': 'MEMORY', 'value': '64'}], **members}


def job(name, script, members=None, **submission):
    """The two calls that a job of its own definition takes."""
    return [['RegisterJobDefinition', {'jobDefinitionName': name, 'type': 'container',
                                       'containerProperties': container(script, **(members or {}))}],
            ['SubmitJob', {'jobName': name, 'jobQueue': 'default', 'jobDefinition': name, **submission}]]
