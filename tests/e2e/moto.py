"""moto, another's picture of AWS, with its check of signatures on: a second opinion of our signing.

It answers everything that Quayside asks for but pricing and Identity Center, and it is not faithful
in Batch: see what a journey expects of it.
"""

import json
import os
import re
import subprocess
import threading
import urllib.request

import boto3
from botocore.config import Config

REGION = 'eu-west-1'
CALM = Config(retries={'total_max_attempts': 1, 'mode': 'standard'})


class Moto:
    def __init__(self, docker=None):
        environment = {name: value for name, value in os.environ.items() if not name.startswith('AWS_')}
        environment.update(AWS_DEFAULT_REGION=REGION, MOTO_IAM_LOAD_MANAGED_POLICIES='true',
                           PYTHONUNBUFFERED='1', AWS_EC2_METADATA_DISABLED='true')
        if docker:
            environment.update(DOCKER_HOST=docker, MOTO_DOCKER_NETWORK_MODE='host')
        self._process = subprocess.Popen(['moto_server', '-H', '127.0.0.1', '-p', '0'], env=environment,
                                         text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.url = self._read_url()
        self.region = REGION
        # It goes on writing a line for each call.
        threading.Thread(target=self._process.stderr.read, daemon=True).start()
        if not docker:
            self.tell('config', {'batch': {'use_docker': False}})
        self.key = self._make_user()
        self.tell('reset-auth', 0)

    def _read_url(self):
        said = ''
        for line in self._process.stderr:
            said += line
            match = re.search(r'http://127\.0\.0\.1:\d+', line)
            if match:
                return match.group(0)
        raise AssertionError(f'moto does not start:\n{said}')

    def tell(self, what, body):
        request = urllib.request.Request(f'{self.url}/moto-api/{what}', json.dumps(body).encode(),
                                         {'Content-Type': 'text/plain' if body == 0 else 'application/json'})
        with urllib.request.urlopen(request, timeout=60) as answer:
            answer.read()

    def client(self, service, key=None):
        key = key or getattr(self, 'key', ('before', 'anybody'))
        return boto3.Session(*key).client(service, REGION, endpoint_url=self.url, config=CALM)

    def _make_user(self):
        """A user who may do everything, made before signatures are checked."""
        iam = self.client('iam')
        iam.create_user(UserName='researcher')
        everything = {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action': '*', 'Resource': '*'}]}
        iam.put_user_policy(UserName='researcher', PolicyName='all', PolicyDocument=json.dumps(everything))
        key = iam.create_access_key(UserName='researcher')['AccessKey']
        return key['AccessKeyId'], key['SecretAccessKey']

    def make_queue(self, name):
        """An environment and a queue, as moto wants them."""
        iam, ec2, batch = self.client('iam'), self.client('ec2'), self.client('batch')
        role = iam.create_role(RoleName=name, AssumeRolePolicyDocument='{}')['Role']['Arn']
        profile = iam.create_instance_profile(InstanceProfileName=name)['InstanceProfile']['Arn']
        iam.add_role_to_instance_profile(InstanceProfileName=name, RoleName=name)
        subnet = ec2.describe_subnets()['Subnets'][0]
        group = ec2.describe_security_groups()['SecurityGroups'][0]['GroupId']
        environment = batch.create_compute_environment(
            computeEnvironmentName=name, type='MANAGED', state='ENABLED', serviceRole=role, computeResources={
                'type': 'EC2', 'minvCpus': 0, 'maxvCpus': 4, 'desiredvCpus': 0, 'instanceTypes': ['t2.small'],
                'subnets': [subnet['SubnetId']], 'securityGroupIds': [group], 'instanceRole': profile})
        return batch.create_job_queue(jobQueueName=name, state='ENABLED', priority=1, computeEnvironmentOrder=[
            {'order': 1, 'computeEnvironment': environment['computeEnvironmentArn']}])['jobQueueArn']

    def stop(self):
        self._process.terminate()
        self._process.wait(20)
