"""A journey: steps through the real window, told one line each; at the first that fails, a picture,
what was on the screen and what the program had to say."""

import contextlib
import os
import sys
import time
import traceback

from notifications import Notifications
from program import Program

BUILD = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else ''
BOXES = ('panel', 'grouping', 'filler', 'separator')
WARNINGS = ('WARNING **', 'CRITICAL **', 'ERROR: AddressSanitizer', 'runtime error:')


@contextlib.contextmanager
def step(text):
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print(f'not ok - {text}', flush=True)
        raise
    print(f'ok - {text} ({time.monotonic() - began:.1f} s)', flush=True)


def tell_screen(program):
    for node in program.root.look().below():
        if 'showing' in node.states and (node.name or node.role not in BOXES):
            marks = [state for state in ('focused', 'selected', 'checked') if state in node.states]
            depth = sum(1 for above in node.above() if above.name or above.role not in BOXES)
            text = node.text() if node.role in ('status bar', 'text', 'entry') else ''
            print('  ' * depth + f'{node.role} {node.name!r} {text} {" ".join(marks)}'.rstrip())


def tell_failure(program):
    folder = os.path.join(BUILD, 'meson-logs')
    path = os.path.join(folder, f'e2e-{os.path.basename(sys.argv[0])}.png')
    if program.process.poll() is None:
        program.picture(path)
        print(f'The screen is in {path}')
        tell_screen(program)
    else:
        print(f'The program has ended with {program.process.returncode}')


def check_log(program):
    """A program that complains has failed, whatever it shows."""
    log = program.log()
    if any(warning in log for warning in WARNINGS):
        raise AssertionError(f'the program complains:\n{log}')


def travel(journey, *arguments, **environment):
    """Runs journey(program) from the program's start to its end."""
    notifications = Notifications()
    program = Program(BUILD, *arguments, **environment)
    program.notifications = notifications
    try:
        journey(program)
        program.stop()
        check_log(program)
    except BaseException:
        traceback.print_exc(file=sys.stdout)
        with contextlib.suppress(Exception):
            tell_failure(program)
        print(program.log())
        program.stop()
        sys.exit(1)
