"""A certificate authority that lives as long as a test, and what it and others have signed."""
import os
import ssl
import subprocess

LONG_AGO, YESTERDAY = '20200101000000Z', '20200102000000Z'
NAMES = 'subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:batch.test'


def make(folder, name, *arguments):
    paths = [os.path.join(folder, f'{name}.{kind}') for kind in ('key', 'crt')]
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt',
                    'ec_paramgen_curve:P-256', '-nodes', '-subj', f'/CN={name}',
                    '-keyout', paths[0], '-out', paths[1], *arguments],
                   check=True, stderr=subprocess.DEVNULL)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(paths[1], paths[0])
    return context


def make_all(folder):
    """kind → TLS context; the authority's own certificate is authority.crt in the folder"""
    make(folder, 'authority', '-days', '2')
    signed = ['-CA', os.path.join(folder, 'authority.crt'),
              '-CAkey', os.path.join(folder, 'authority.key'),
              '-addext', 'basicConstraints=CA:FALSE', '-addext']
    return {
        'tls': make(folder, 'good', *signed, NAMES, '-days', '2'),
        'tls-expired': make(folder, 'expired', *signed, NAMES, '-not_before', LONG_AGO,
                            '-not_after', YESTERDAY),
        'tls-early': make(folder, 'early', *signed, NAMES, '-not_before', '20900101000000Z',
                          '-not_after', '20910101000000Z'),
        'tls-other': make(folder, 'other', *signed, 'subjectAltName=DNS:other.test', '-days', '2'),
        'tls-unsigned': make(folder, 'unsigned', '-addext', NAMES, '-days', '2'),
    }
