#!/usr/bin/env python3
"""sign-botocore.py [COUNT]: what bench-signatures does, as botocore's clients do it.

From the request that the serializer has made to the one that can be sent.
"""
import sys
import time

import botocore.session


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    session = botocore.session.get_session()
    session.set_credentials('AKIDEXAMPLE', 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY')
    client = session.create_client('batch', 'us-east-1')
    operation = client.meta.service_model.operation_model('SubmitJob')
    context = {'client_region': 'us-east-1', 'client_config': client.meta.config, 'auth_type': 'v4',
               'has_streaming_input': False}
    start = time.process_time()
    for turn in range(count):
        # A client has no public way to sign a request without sending it.
        client._endpoint.create_request({
            'method': 'POST', 'url': 'https://batch.us-east-1.amazonaws.com/v1/submitjob',
            'body': turn.to_bytes(4, 'little') + b'x' * 1020,
            'headers': {'Content-Type': 'application/json'}, 'context': dict(context)}, operation)
    print('per_second', round(count / (time.process_time() - start)))


main()
