#!/usr/bin/env python3
"""boto3_calls.py URL submit|watch N: what bench-aws-calls does, done with boto3, one call at a time."""
import resource
import sys
import time

import boto3


def spent():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def submission(number):
    return {'jobName': f'sample-{number}', 'jobQueue': 'q', 'jobDefinition': 'bwa:7',
            'tags': {'quayside:submission': '876da822-4198-45f2-a252-6cea32512ea8'},
            'containerOverrides': {
                'command': ['bwa', 'mem', '-t', '16'],
                'environment': [{'name': 'SAMPLE', 'value': f's3://a-bucket/lane-{number}.fastq.gz'}]}}


def submit(batch, number):
    for i in range(number):
        batch.submit_job(**submission(i))


def watch(batch, number):
    jobs, more = [], {}
    while True:
        page = batch.list_jobs(jobQueue='q', jobStatus='SUCCEEDED', **more)
        jobs += page['jobSummaryList']
        if 'nextToken' not in page:
            break
        more = {'nextToken': page['nextToken']}
    ids = [job['jobId'] for job in jobs[:number]]
    for first in range(0, len(ids), 100):
        chunk = ids[first:first + 100]
        jobs += batch.describe_jobs(jobs=chunk)['jobs']
    assert len(jobs) == 2 * len(ids)


def main():
    url, what, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
    batch = boto3.client('batch', region_name='eu-central-1', endpoint_url=url,
                         aws_access_key_id='AKIAIOSFODNN7EXAMPLE', aws_secret_access_key='secret')
    batch.submit_job(**submission(0))
    cpu, start = spent(), time.monotonic()
    {'submit': submit, 'watch': watch}[what](batch, number)
    print('cpu', spent() - cpu)
    print('wall', time.monotonic() - start)
    print('memory', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


main()
