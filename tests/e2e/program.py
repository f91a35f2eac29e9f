"""Quayside as a person has it before them: what is on the screen, by role and name, and hands."""

import os
import subprocess
import time

from hands import Hands
from tree import Bus, Node, NotFound, PATIENCE, matches, until

START = 60


class Program:
    def __init__(self, build, *arguments, **environment):
        self.bus = Bus()
        self.log_path = os.path.join(os.environ['QUAYSIDE_SESSION'], f'log-{time.monotonic_ns()}')
        with open(self.log_path, 'wb') as log:
            self.process = subprocess.Popen([os.path.join(build, 'src', 'quayside'), *arguments],
                                            env={**os.environ, **surroundings(build), **environment},
                                            stdout=log, stderr=log)
        self.hands = Hands(self.process.pid)
        self.root = until(self._find_root, 'the program on the accessibility bus', START)
        self.window = self.root.find('frame', patience=START)
        until(self.hands.windows, 'the window on the display', START)

    def _find_root(self):
        if self.process.poll() is not None:
            raise AssertionError(f'the program ended with {self.process.returncode}:\n{self.log()}')
        for pid, ref in self.bus.programs():
            if pid == self.process.pid:
                node = Node(self.bus, ref).look()
                if node.children:
                    return node
        return None

    def log(self):
        with open(self.log_path, encoding='utf-8', errors='replace') as log:
            return log.read()

    # finding

    def find(self, *arguments, **keywords):
        return self.root.find(*arguments, **keywords)

    def find_all(self, *arguments, **keywords):
        return self.root.find_all(*arguments, **keywords)

    def gone(self, *arguments, **keywords):
        self.root.gone(*arguments, **keywords)

    def status(self, text, patience=PATIENCE):
        """Until a status says so: what a screen reader speaks by itself."""
        def look():
            return [node for node in self.find_all('status bar') if matches(text, node.text())]
        return until(look, f'the status {text!r}', patience)[0]

    # acting

    def _settled_extents(self, node):
        """Where a node is, once it has stopped moving."""
        before = None
        end = time.monotonic() + 10
        while time.monotonic() < end:
            extents = node.extents()
            if extents == before and 0 < extents[2] < 20000:
                return extents
            before = extents
            time.sleep(0.05)
        raise NotFound(f'{node!r} does not come to rest: {before}')

    def _scroll_to(self, node):
        pane = next((above for above in node.above() if above.role == 'scroll pane'), None)
        for _ in range(80 if pane is not None else 0):
            left, top, width, height = pane.extents()
            _, y, _, tall = self._settled_extents(node)
            if tall >= height or (y >= top - 2 and y + tall <= top + height + 2):
                return
            x0, y0 = self.hands.origin(self.window)
            self.hands.move(x0 + left + width / 2, y0 + top + height / 2)
            self.hands.press(5 if y + tall > top + height else 4)
            time.sleep(0.08)

    def click(self, node, times=1, button=1):
        """A real click on the middle of a node."""
        self._scroll_to(node)
        x, y, width, height = self._settled_extents(node)
        x0, y0 = self.hands.origin(self.window)
        self.hands.move(x0 + x + width / 2, y0 + y + height / 2)
        self.hands.press(button, times)
        return node

    def type(self, node, text):
        """Replaces what an entry holds, by mouse and keys."""
        self.click(node)
        node.wait('focused')
        self.hands.key('ctrl+a', 'BackSpace')
        self.hands.type(text)
        return node

    def choose(self, box, text):
        """Chooses an item of a drop-down, by the keyboard."""
        known = {node.ref for node in self.find_all('list item')}
        self.click(box)

        def items():
            return [node for node in self.find_all('list item') if node.ref not in known]

        until(items, f'the items of {box!r}')
        self.hands.park()
        for _ in range(200):
            focused = until(lambda: [node for node in items() if 'focused' in node.states],
                            f'an item of {box!r} with the focus')[0]
            if focused.says(text):
                self.hands.key('Return')
                until(lambda: not items(), f'{box!r} to close')
                return box
            refs = [node.ref for node in items()]
            wanted = next((i for i, node in enumerate(items()) if node.says(text)), len(refs))
            self.hands.key('Up' if wanted < refs.index(focused.ref) else 'Down')
            time.sleep(0.1)
        raise NotFound(f'{text!r} among the items of {box!r}')

    def menu(self, item):
        """An item of the main menu."""
        self.find(('toggle button', 'button'), 'Main menu').act()
        self.find('menu item', item).act()

    def picture(self, path):
        self.hands.park()
        self.hands.picture(path)

    # ending

    def wait(self, patience=20):
        """The exit code, once the program has ended by itself."""
        try:
            return self.process.wait(patience)
        except subprocess.TimeoutExpired:
            raise AssertionError(f'still running after {patience} s') from None

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def surroundings(build):
    """What a program needs that was built and not installed."""
    supervisors = [os.path.join(folder, name) for folder, _, names in os.walk(os.path.join(build, 'src'))
                   for name in names if name == 'quayside-supervisor']
    return {
        'GSETTINGS_SCHEMA_DIR': os.path.join(build, 'data'),
        'QUAYSIDE_SUPERVISOR': supervisors[0] if supervisors else '',
        'ASAN_OPTIONS': 'detect_leaks=0:detect_stack_use_after_return=0',
    }
