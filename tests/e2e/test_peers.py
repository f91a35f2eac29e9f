"""That those who judge the journeys to AWS can judge: the keyring keeps, moto refuses, and a secret
that is somewhere is found there."""

import os
import subprocess
import sys

from botocore.exceptions import ClientError

from canaries import Canaries
from errands import install_browser, read
from journey import step
from keyring import Keyring
from moto import Moto
from tree import until

SECRET = 'the/canary+that=nobody sees'


def check_keyring(canaries):
    keyring = Keyring()
    with step('the keyring keeps a secret, and not as plain text'):
        subprocess.run(['secret-tool', 'store', '--label', 'a label', 'kind', 'test'], input=SECRET.encode(),
                       check=True, timeout=30)
        assert keyring.look_up(kind='test').decode() == SECRET
        assert {'kind': 'test'} == {k: v for k, v in keyring.items()[0].items() if k == 'kind'}
        assert keyring.files()
        assert canaries.found_in_files(keyring.folder) == []
    with step('a locked keyring still says what it keeps'):
        keyring.lock()
        assert len(keyring.items()) == 1
    keyring.stop()


def check_moto():
    moto = Moto()
    with step('moto believes the right signature'):
        assert moto.client('sts').get_caller_identity()['Arn'].endswith('user/researcher')
        assert moto.make_queue('first')
        assert len(moto.client('batch').describe_job_queues()['jobQueues']) == 1
    with step('and no other'):
        for key, code in (((moto.key[0], 'wrong'), 'SignatureDoesNotMatch'),
                          (('AKIANOBODY', moto.key[1]), 'InvalidClientTokenId')):
            try:
                moto.client('sts', key).get_caller_identity()
                raise AssertionError('moto believes anything')
            except ClientError as error:
                assert error.response['Error']['Code'] == code, error
    moto.stop()


def check_canaries(canaries):
    world = os.environ['QUAYSIDE_SESSION']
    with step('a secret is found in a file, in a database, in base64, in arguments and environment'):
        assert canaries.found_in_files(world) == []
        for name, data in (('plain', f'x{SECRET}y'), ('escaped', '{"a":"' + SECRET.replace('/', '\\/') + '"}')):
            path = os.path.join(world, 'home', name)
            with open(path, 'w', encoding='utf-8') as file:
                file.write(data)
            assert canaries.found_in_files(world) == [f'canary in {path}'], name
            os.remove(path)
        for shift in range(3):
            path = os.path.join(world, 'home', 'encoded')
            subprocess.run(['sh', '-c', 'printf %s "$0" | base64 -w0 >"$1"', 'x' * shift + SECRET + 'tail', path],
                           check=True)
            assert canaries.found_in_files(world) == [f'canary in {path}'], shift
            os.remove(path)
        canaries.watch(os.getpid())
        child = subprocess.Popen(['sh', '-c', 'sleep 600 & wait', SECRET], env={**os.environ, 'HIDDEN': SECRET})
        until(lambda: len([fault for fault in canaries.found_in_processes() if fault.endswith('/environ')]) > 1, 'what the child inherits')
        assert [fault for fault in canaries.found_in_processes() if fault.endswith('/cmdline')]
        canaries.stop()
        child.kill()
        child.wait()


def check_browser():
    notes = install_browser()
    with step('the browser of the session is ours'):
        subprocess.run(['gio', 'open', 'http://127.0.0.1:9/authorize?a=b'], check=True, timeout=60)
        until(lambda: read(notes).startswith('http://127.0.0.1:9/authorize\n'), 'the browser')


def main():
    canaries = Canaries()
    canaries.add('canary', SECRET)
    check_canaries(canaries)
    check_keyring(canaries)
    check_moto()
    check_browser()


sys.exit(main())
