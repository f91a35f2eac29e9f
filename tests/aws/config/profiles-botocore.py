#!/usr/bin/env python3
"""profiles-botocore.py PROBE [COUNT [SEED]]: configuration files are read as botocore reads them.

First the odd files of the table below, then files that chance has made of odd lines. A file that
botocore refuses is refused.
"""
import json
import os
import random
import subprocess
import sys
import tempfile

import botocore.configloader
import botocore.exceptions

# (configuration, credentials)
TABLE = [
    ('', ''),
    ('[default]\nregion = eu-central-1\n', ''),
    ('[default]\nregion=eu-central-1', '[default]\nregion = us-east-1\naws_access_key_id = A\n'),
    ('[profile a]\nregion : x\n[profile "b c"]\nregion==y\n[profile \'d\']\nregion=z=1:2\n', ''),
    ('[a]\nregion = ignored\n[profile]\nregion = none\n[profile a b]\nregion = none\n', ''),
    ('[profilex a]\nregion = taken\n', '[profile a]\nregion = a name with a blank\n'),
    ('[profile a]\r\nregion = crlf\r\n[profile b]\rregion = cr\r', ''),
    ('# top\n; top\n[default] # behind\nregion = x ; kept\n#region = y\n  # indented\noutput = z#1\n', ''),
    ('[default]\nREGION = upper\nOutPut = mixed\n', ''),
    ('[default]\ns3 =\n  addressing_style = path\n  max = 1\n\n  # no\n  Case=Kept\nregion = after\n', ''),
    ('[default]\ns3 =\n\n\n  a = 1\n', ''),
    ('[default]\ns3 =\n\nregion = x\n', ''),
    ('[default]\ns3 = text\n  more text\n\n  and more\n\n\nregion = x\n', ''),
    ('[default]\ns3 =\n  a = 1\n  a = 2\n  b =\n', ''),
    ('[default]\ns3 =\n  no equals\n', ''),
    ('[default]\ns3 =\n  a : 1\n', ''),
    ('[default]\n  region = indented\n  output = same\n', ''),
    ('[default]\n  region = indented\n    output = deeper\n', ''),
    ('  [default]\nregion = x\n', ''),
    ('[default]\nregion = x\n  [profile a]\noutput = y\n', ''),
    ('[default]\n\tregion = tab\n\toutput = tab\n', ''),
    ('[default]\nregion = x\nregion = y\n', ''),
    ('[default]\nregion = x\nREGION = y\n', ''),
    ('[default]\nregion = x\n[default]\noutput = y\n', ''),
    ('[default]\nregion = x\n[profile default]\noutput = y\n', ''),
    ('[profile default]\nregion = x\n[default]\noutput = y\n', ''),
    ('[profile a]\nregion = x\n[profile "a"]\noutput = y\n', ''),
    ('[DEFAULT]\nregion = everywhere\n[default]\noutput = x\n[profile a]\nregion = own\n', ''),
    ('[DEFAULT]\nregion = a\n', '[DEFAULT]\nregion = b\n[x]\noutput = c\n'),
    ('[DEFAULT]\nregion = a\n[DEFAULT]\noutput = b\n[default]\na = 1\n', ''),
    ('region = x\n', ''),
    ('\n\n# x\nregion = x\n[default]\n', ''),
    ('[default]\nno delimiter\n', ''),
    ('[default]\n= no key\n', ''),
    ('[default]\nregion =\n', ''),
    ('[default]\nregion\n', ''),
    ('[]\nregion = x\n', ''),
    ('[default\nregion = x\n', ''),
    ('[de]fault]\nregion = x\n', '[de]fault]\nregion = x\n'),
    ('[ default ]\nregion = x\n', '[ default ]\nregion = x\n'),
    ('[profile  a]\nregion = x\n[profile\tb]\nregion = y\n', ''),
    ('[profile "a]\nregion = x\n', ''),
    ("[profile 'it''s']\nregion = x\n[profile a\\ b]\nregion = y\n[profile #c]\nregion = z\n", ''),
    ('[profile é]\nregion = ü\n', '[日本]\nregion = x\n'),
    ('[profile ""]\nregion = x\n', ''),
    ('[sso-session s]\nsso_region = x\n[services l]\nbatch =\n  endpoint_url = y\n', ''),
    ('[default]\nregion = x \t\n', ''),
    ('[default]\n  \n \t\nregion = x\n \n', ''),
    ('[default]\naws_secret_access_key = a+b/c==;#:\n', ''),
    ('[default]\nregion = x\n ; a comment in the value\n more\n', ''),
    ('[default]\nregion = "quoted"\n', ''),
    ('[default]\nregion = %(output)s $HOME ~\noutput = x\n', ''),
]
LINES = ('[default]', '[profile a]', '[profile "a"]', '[profile b]', '[DEFAULT]', '[x]', '[services s]',
         'region = x', 'REGION=y', 'output: z', 's3 =', 's3 = t', '  a = 1', '  b=2', '    c = 3',
         'batch =', '  endpoint_url = https://x', '# c', '  ; c', '', ' ', '\t', '', '[profile d]', '[]',
         'k = v = w', 'k2 =', '\tk3 = v', ' [profile c]', '  text', 'k4 = x # y', '[sso-session a]')
MORE_KEYS = ['region', 'output', 's3', 'a', 'b']


def load(path, text, raw):
    with open(path, 'w', encoding='utf-8', newline='') as file:
        file.write(text)
    if raw:
        return botocore.configloader.raw_config_parse(path)
    return botocore.configloader.load_config(path)['profiles']


def expect(folder, config, credentials):
    """As botocore.session.Session.full_config puts the two files together."""
    try:
        profiles = load(os.path.join(folder, 'config'), config, False)
        for name, values in load(os.path.join(folder, 'credentials'), credentials, True).items():
            profiles.setdefault(name, {}).update(values)
    except botocore.exceptions.ConfigParseError:
        return None
    return profiles


def keys_of(profiles):
    keys, nested = set(MORE_KEYS), set(MORE_KEYS)
    for values in (profiles or {}).values():
        keys.update(values)
        for value in values.values():
            if isinstance(value, dict):
                nested.update(value)
    return sorted(keys), sorted(nested)


def make(chance):
    # Few lines twice: a key that comes again is refused, and no more is learnt.
    return '\n'.join(chance.sample(LINES, chance.randint(0, 9)))


def main():
    probe, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5000
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 7)
    files = TABLE + [('[default]\n' + make(chance), make(chance) if chance.random() < 0.3 else '')
                     for _ in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        expected = [expect(folder, *pair) for pair in files]
    lines = []
    for (config, credentials), profiles in zip(files, expected):
        keys, nested = keys_of(profiles)
        lines.append(json.dumps({'do': 'profiles', 'config': config, 'credentials': credentials,
                                 'keys': keys, 'nested': nested}))
    result = subprocess.run([probe], input='\n'.join(lines) + '\n', text=True, capture_output=True,
                            check=True)
    faults = 0
    for pair, profiles, line in zip(files, expected, result.stdout.splitlines(), strict=True):
        answer = json.loads(line)
        # A block without an entry cannot be told from none, and nobody asks.
        if answer.get('profiles') != profiles:
            faults += 1
            if faults <= 5:
                print(repr(pair), f'botocore: {profiles}', f'quayside: {answer}', sep='\n')
    refused = expected.count(None)
    print(f'{len(files) - faults} of {len(files)} pairs of files read as botocore reads them, '
          f'{refused} refused')
    sys.exit(1 if faults else 0)


main()
