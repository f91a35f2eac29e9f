#!/usr/bin/env python3
"""layering.py BUILD: an include that points up must not compile.

For every pair of rooms a file that includes a header of the one is compiled with the very flags of
the other: what lies below must be found, what lies above must not.
"""
import json
import os
import shlex
import subprocess
import sys
import tempfile

BUILD = sys.argv[1]

# Each room with the rooms it stands on; it may see those and what they stand on, but for what a
# room keeps to itself.
BELOW = {
    'base': [],
    'model': ['base'],
    'net': ['base'],
    'store': ['base'],
    'batch': ['base', 'model'],
    'aws/config': ['base', 'model'],
    'aws/sigv4': ['base'],
    'aws/protocol': ['base', 'model'],
    'aws/client': ['net', 'batch', 'aws/config', 'aws/sigv4', 'aws/protocol'],
    'aws/auth': ['store', 'aws/client'],
    'runner': ['base', 'net'],
    'local': ['base', 'model', 'store', 'batch', 'runner'],
    'service': ['base', 'model', 'store', 'batch', 'aws/config', 'aws/auth', 'local'],
    'command': ['base', 'batch', 'service'],
    'ui/widgets': ['base', 'batch', 'service'],
    'ui/resources': ['ui/widgets'],
    'ui/jobs': ['ui/widgets'],
    'ui/start': ['ui/widgets'],
    'ui/accounts': ['ui/widgets'],
    'ui/shell': ['ui/widgets', 'ui/resources', 'ui/jobs', 'ui/start', 'ui/accounts', 'command'],
}
HIDDEN = {'service': {'net', 'store', 'runner', 'local', 'aws/sigv4', 'aws/protocol', 'aws/client',
                      'aws/auth'}}


def reach(room):
    seen = set()
    for below in BELOW[room]:
        if below not in seen:
            seen.add(below)
            seen |= reach(below) - HIDDEN.get(below, set())
    return seen


def read_rooms():
    """room → (compiler flags, one of its headers)"""
    with open(os.path.join(BUILD, 'compile_commands.json'), encoding='utf-8') as file:
        commands = json.load(file)
    rooms = {}
    for entry in commands:
        path = os.path.normpath(os.path.join(BUILD, entry['file']))
        room = os.path.dirname(path).partition('/src/')[2]
        header = path[:-2] + '.h'
        of_library = f'src/{room}/libqs-' in entry['output']
        if room in BELOW and of_library and os.path.exists(header):
            words = shlex.split(entry['command'])
            flags = [w for w in words[1:] if w.startswith(('-I', '-D', '-std', '-pthread'))]
            rooms.setdefault(room, (flags, os.path.basename(header)))
    return rooms


def compiles(flags, header):
    with tempfile.NamedTemporaryFile('w', suffix='.c') as source:
        source.write(f'#include "{header}"\n')
        source.flush()
        result = subprocess.run(['cc', '-fsyntax-only', *flags, source.name], cwd=BUILD,
                                capture_output=True, text=True)
    return result.returncode == 0, result.stderr


def main():
    rooms = read_rooms()
    faults = [f'{room}: no header of this room was found' for room in BELOW if room not in rooms]
    tried = 0
    for room, (flags, _) in rooms.items():
        allowed = reach(room) | {room}
        for other, (_, header) in rooms.items():
            ok, why = compiles(flags, header)
            tried += 1
            if ok != (other in allowed):
                faults.append(f'{room} includes {header} of {other}: '
                              + ('compiles and must not' if ok else f'must compile: {why}'))
    for fault in faults:
        print(fault)
    print(f'{tried - len(faults)} includes as they should be, {len(faults)} not')
    sys.exit(1 if faults or tried == 0 else 0)


main()
