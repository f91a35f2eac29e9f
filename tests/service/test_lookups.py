#!/usr/bin/env python3
"""test_lookups.py BUILD: what forms pick from, read from moto."""
import json
import os
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../e2e'))

from moto import Moto  # noqa: E402


def trust(service):
    return json.dumps({'Version': '2012-10-17', 'Statement': [
        {'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': {'Service': service}}]})


class TestLookups(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.moto = Moto()
        cls.addClassCleanup(cls.moto.stop)
        cls.asker = subprocess.Popen(
            [os.path.join(BUILD, 'tests/service/look-up'), cls.moto.url, cls.moto.region, *cls.moto.key],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        cls.addClassCleanup(cls.end)

    @classmethod
    def end(cls):
        cls.asker.stdin.close()
        cls.asker.stdout.close()
        assert cls.asker.wait() == 0

    def look(self, kind, parameter=None):
        self.asker.stdin.write(json.dumps({'kind': kind, 'parameter': parameter}) + '\n')
        self.asker.stdin.flush()
        answer = json.loads(self.asker.stdout.readline())
        self.assertNotIn('error', answer)
        return {choice['value']: choice for choice in answer['choices']}

    def test_roles_by_who_may_take_them(self):
        iam = self.moto.client('iam')
        for name, service in (('AWSBatchServiceRole', 'batch.amazonaws.com'),
                              ('reader', ['ecs-tasks.amazonaws.com', 'lambda.amazonaws.com'])):
            iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust(service))
        self.assertIn('AWSBatchServiceRole', self.look('service-roles'))
        self.assertNotIn('reader', self.look('service-roles'))
        arns = {value: choice['title'] for value, choice in self.look('job-roles').items()}
        self.assertEqual(arns, {iam.get_role(RoleName='reader')['Role']['Arn']: 'reader'})

    def test_instance_profiles_with_their_role(self):
        iam = self.moto.client('iam')
        iam.create_role(RoleName='ecsInstanceRole', AssumeRolePolicyDocument=trust('ec2.amazonaws.com'))
        iam.create_instance_profile(InstanceProfileName='ecsInstanceRole')
        iam.create_instance_profile(InstanceProfileName='bare')
        iam.add_role_to_instance_profile(InstanceProfileName='ecsInstanceRole', RoleName='ecsInstanceRole')
        found = self.look('instance-profiles')
        self.assertEqual(found['ecsInstanceRole']['subtitle'], 'Role ecsInstanceRole')
        self.assertIn('no role', found['bare']['subtitle'])

    def test_subnets_with_their_way_out(self):
        ec2 = self.moto.client('ec2')
        vpc = ec2.create_vpc(CidrBlock='10.9.0.0/16')['Vpc']['VpcId']
        inner, outer = (ec2.create_subnet(VpcId=vpc, CidrBlock=f'10.9.{n}.0/24', AvailabilityZone='eu-west-1a')
                        ['Subnet']['SubnetId'] for n in (1, 2))
        ec2.create_tags(Resources=[outer], Tags=[{'Key': 'Name', 'Value': 'open'}])
        gateway = ec2.create_internet_gateway()['InternetGateway']['InternetGatewayId']
        ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
        table = ec2.create_route_table(VpcId=vpc)['RouteTable']['RouteTableId']
        ec2.create_route(RouteTableId=table, DestinationCidrBlock='0.0.0.0/0', GatewayId=gateway)
        ec2.associate_route_table(RouteTableId=table, SubnetId=outer)
        found = self.look('subnets')
        self.assertEqual(found[outer]['title'], 'open')
        self.assertTrue(found[outer]['facts']['public'])
        self.assertFalse(found[inner]['facts']['public'])
        self.assertEqual(found[inner]['subtitle'], f'eu-west-1a · Private · 251 free addresses · {vpc}')
        self.assertIn(vpc, self.look('vpcs'))
        group = ec2.create_security_group(GroupName='batch', Description='All out', VpcId=vpc)['GroupId']
        self.assertEqual(self.look('security-groups')[group]['subtitle'], f'{group} · {vpc} · All out')

    def test_launch_templates_and_their_versions(self):
        ec2 = self.moto.client('ec2')
        ec2.create_launch_template(LaunchTemplateName='disk', LaunchTemplateData={'EbsOptimized': True})
        ec2.create_launch_template_version(LaunchTemplateName='disk', VersionDescription='1 TB',
                                           LaunchTemplateData={'EbsOptimized': False})
        self.assertEqual(self.look('launch-templates')['disk']['facts']['latest'], 2)
        versions = self.look('launch-template-versions', 'disk')
        self.assertEqual(list(versions), ['2', '1', '$Default', '$Latest'])
        theirs = ec2.describe_launch_template_versions(LaunchTemplateName='disk')
        for version in theirs['LaunchTemplateVersions']:
            self.assertIn(version.get('VersionDescription', ''),
                          versions[str(version['VersionNumber'])]['subtitle'])

    def test_names(self):
        ec2, logs = self.moto.client('ec2'), self.moto.client('logs')
        ec2.create_key_pair(KeyName='ada')
        logs.create_log_group(logGroupName='/aws/batch/job')
        self.assertIn('ada', self.look('key-pairs'))
        self.assertEqual(self.look('log-groups')['/aws/batch/job']['subtitle'], 'Keeps logs for ever')

    def test_images(self):
        name = '/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id'
        theirs = self.moto.client('ssm').get_parameters(Names=[name])['Parameters']
        found = self.look('images')
        for parameter in theirs:
            self.assertEqual(found[parameter['Value']]['title'], 'Amazon Linux 2')

    def test_instance_types(self):
        found = self.look('instance-types')
        names = list(found)
        self.assertEqual(names[:3], ['optimal', 'default_x86_64', 'default_arm64'])
        self.assertGreater(len(names), 800)
        self.assertLess(names.index('m6i'), names.index('m6i.large'))
        theirs = self.moto.client('ec2').describe_instance_types(InstanceTypes=['g4dn.xlarge'])['InstanceTypes'][0]
        ours = found['g4dn.xlarge']
        self.assertEqual(ours['facts']['vcpus'], theirs['VCpuInfo']['DefaultVCpus'])
        self.assertEqual(ours['facts']['memory'], theirs['MemoryInfo']['SizeInMiB'])
        self.assertEqual(ours['facts']['gpus'], 1)
        self.assertIn('1 GPU T4', ours['subtitle'])


BUILD = sys.argv.pop(1)
unittest.main()
