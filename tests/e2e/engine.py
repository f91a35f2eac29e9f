"""The engine of this computer before the program opens it: jobs that are there when it starts."""

import os
import sys

from program import surroundings

sys.path.append(os.path.join(os.path.dirname(__file__), '..', 'aws-server'))
from engine_process import EngineProcess

IMAGE = 'localhost/this-computer'


def folders():
    return (os.path.join(os.environ['XDG_DATA_HOME'], 'quayside'),
            os.path.join(os.environ['HOME'], 'Quayside', 'datastore'))


def call(build, *calls):
    """The replies to calls of the Batch API, each an operation and its input."""
    with EngineProcess(build, *folders(), **surroundings(build)) as engine:
        return [engine.call(*call) for call in calls]


def container(script, **members):
    return {'image': IMAGE, 'command': ['sh', '-c', script],
            'resourceRequirements': [{'type': 'VCPU', 'value': '0.25'},
                                     {'type': 'MEMORY', 'value': '64'}], **members}


def job(name, script, members=None, **submission):
    """The two calls that a job of its own definition takes."""
    return [['RegisterJobDefinition', {'jobDefinitionName': name, 'type': 'container',
                                       'containerProperties': container(script, **(members or {}))}],
            ['SubmitJob', {'jobName': name, 'jobQueue': 'default', 'jobDefinition': name, **submission}]]
