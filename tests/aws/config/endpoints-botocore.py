#!/usr/bin/env python3
"""endpoints-botocore.py PROBE: endpoints are those that botocore's resolver finds.

For every service that Quayside uses, every region that botocore knows and some that nobody does,
with and without FIPS and dual stack. data/aws/endpoints.json may be younger than the botocore here;
what younger versions say otherwise is listed below, and must be all that differs.
"""
import itertools
import json
import subprocess
import sys

import botocore.endpoint_provider
import botocore.exceptions
import botocore.loaders

SERVICES = ('batch', 'ec2', 'ecs', 'iam', 'logs', 'pricing', 's3', 'ssm', 'sso', 'sso-oidc', 'sts')
STRANGERS = ('us-east-97', 'eu-nowhere-3', 'cn-south-9', 'us-gov-middle-1', 'us-iso-north-2',
             'us-isob-north-2', 'eu-isoe-east-1', 'us-isof-west-1', 'moon', 'ap-southeast-42')
# Botocore 1.37 had no dual stack in the partitions that are cut off, and IAM's was the usual pattern.
ISOLATED = ('us-iso-', 'us-isob-', 'eu-isoe-', 'us-isof-', 'aws-iso')


def is_younger(service, region, fips, dual_stack):
    if dual_stack and region.startswith(ISOLATED):
        return True
    if service == 'iam':
        standard = not region.startswith(('cn-', 'aws-cn', *ISOLATED))
        return dual_stack or (fips and not standard)
    return False


def expect(providers, service, region, fips, dual_stack):
    try:
        found = providers[service].resolve_endpoint(Region=region, UseFIPS=fips,
                                                    UseDualStack=dual_stack)
    except botocore.exceptions.EndpointProviderError:
        return {'error': True}
    scheme = found.properties.get('authSchemes', [{}])[0]
    return {'url': found.url, 'signingRegion': scheme.get('signingRegion', region)}


def main():
    loader = botocore.loaders.Loader()
    partitions = loader.load_data('partitions')
    providers = {service: botocore.endpoint_provider.EndpointProvider(
        loader.load_service_model(service, 'endpoint-rule-set-1'), partitions) for service in SERVICES}
    names = {service: loader.load_service_model(service, 'service-2')['metadata'] for service in SERVICES}
    regions = [name for partition in partitions['partitions'] for name in partition['regions']]
    cases = list(itertools.product(SERVICES, (*regions, *STRANGERS), (False, True), (False, True)))
    lines = [json.dumps({'do': 'endpoint', 'service': service, 'region': region, 'fips': fips,
                         'dualStack': dual_stack}) for service, region, fips, dual_stack in cases]
    result = subprocess.run([sys.argv[1]], input='\n'.join(lines) + '\n', text=True,
                            capture_output=True, check=True)
    faults, younger = [], 0
    for case, line in zip(cases, result.stdout.splitlines(), strict=True):
        answer, expected = json.loads(line), expect(providers, *case)
        if 'error' in answer:
            answer = {'error': True}
        else:
            metadata = names[case[0]]
            expected['signingName'] = metadata.get('signingName', metadata['endpointPrefix'])
        if answer != expected and is_younger(*case):
            younger += 1
        elif answer != expected:
            faults.append(f'{case}:\n  botocore {expected}\n  quayside {answer}')
    print(*faults[:5], sep='\n')
    print(f'{len(cases) - len(faults)} of {len(cases)} endpoints as botocore '
          f'{botocore.__version__} finds them; {younger} younger')
    sys.exit(1 if faults else 0)


main()
