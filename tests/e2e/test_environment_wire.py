"""The compute environment of the console's example, as the form asks for it (tests/golden), beside
what the AWS CLI sends: the same on the wire, and taken by moto and by this computer."""

import json
import os
import subprocess
import uuid

from accounts import Accounts
from journey import BUILD, step
from keyring import Keyring
from moto import Moto
from recorder import Recorder

HERE = os.path.dirname(os.path.abspath(__file__))
GOLDEN = os.path.join(HERE, '..', 'golden', 'create-compute-environment.json')
PATH = '/v1/createcomputeenvironment'


def example():
    with open(GOLDEN, encoding='utf-8') as golden:
        return json.load(golden)


def stand_in(request, moto):
    """The same with what moto has: it looks up every name, and roles by their ARNs alone."""
    iam, ec2 = moto.client('iam', moto.key), moto.client('ec2', moto.key)
    trust = json.dumps({'Version': '2012-10-17', 'Statement': []})
    role = iam.create_role(RoleName=request['serviceRole'], AssumeRolePolicyDocument=trust)['Role']
    resources = request['computeResources']
    profile = iam.create_instance_profile(InstanceProfileName=resources['instanceRole'])['InstanceProfile']
    ec2.create_key_pair(KeyName=resources['ec2KeyPair'])
    subnets = [subnet['SubnetId'] for subnet in ec2.describe_subnets()['Subnets']]
    groups = [group['GroupId'] for group in ec2.describe_security_groups()['SecurityGroups']]
    return {**request, 'serviceRole': role['Arn'], 'computeResources': {
        **resources, 'instanceRole': profile['Arn'], 'subnets': subnets[:2], 'securityGroupIds': groups[:1]}}


def send_by_cli(request, recorder, moto):
    environment = {name: value for name, value in os.environ.items() if not name.startswith('AWS_')}
    environment.update(AWS_ACCESS_KEY_ID=moto.key[0], AWS_SECRET_ACCESS_KEY=moto.key[1],
                       AWS_DEFAULT_REGION=moto.region, AWS_EC2_METADATA_DISABLED='true')
    said = subprocess.run(['aws', 'batch', 'create-compute-environment', '--endpoint-url', recorder.url,
                           '--cli-input-json', json.dumps(request)],
                          env=environment, check=True, timeout=120, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(said)['computeEnvironmentArn']


def send_by_quayside(accounts, request, recorder, moto):
    key_id, secret = moto.key
    account = accounts.do('add', secret={'secretAccessKey': secret}, settings={
        'id': str(uuid.uuid4()), 'name': 'Moto', 'region': moto.region,
        'credentials': {'accessKey': {'accessKeyId': key_id}}, 'endpoints': {'url': recorder.url}})['id']
    return accounts.call(account, 'CreateComputeEnvironment', request)['computeEnvironmentArn']


def main():
    _, moto = Keyring(), Moto()
    recorder, accounts = Recorder(moto.url), Accounts(BUILD)
    request = stand_in(example(), moto)
    with step('moto takes what the AWS CLI makes of it'):
        assert send_by_cli({**request, 'computeEnvironmentName': 'by-cli'}, recorder, moto).endswith('/by-cli')
    with step('moto takes what Quayside sends'):
        arn = send_by_quayside(accounts, {**request, 'computeEnvironmentName': 'by-quayside'}, recorder, moto)
        assert arn.endswith('/by-quayside')
    with step('both have sent the same'):
        theirs, ours = recorder.bodies(PATH)
        assert theirs.pop('computeEnvironmentName') == 'by-cli' and ours.pop('computeEnvironmentName') == 'by-quayside'
        assert theirs == ours == {name: value for name, value in request.items() if name != 'computeEnvironmentName'}
    with step('moto has both, alike'):
        made = moto.client('batch', moto.key).describe_compute_environments()['computeEnvironments']
        assert len(made) == 2
        assert made[0]['computeResources'] == made[1]['computeResources'], made
    with step('this computer takes it as it stands'):
        here = next(item['id'] for item in accounts.do('list') if item['name'] == 'This computer')
        accounts.call(here, 'CreateComputeEnvironment', example())
        found = accounts.call(here, 'DescribeComputeEnvironments', {'computeEnvironments': ['first-run']})
        environment = found['computeEnvironments'][0]
        assert environment['status'] == 'VALID', environment
        assert environment['computeResources'] == example()['computeResources'], environment
    accounts.close()
    recorder.stop()
    moto.stop()
    accounts.check_log()


main()
