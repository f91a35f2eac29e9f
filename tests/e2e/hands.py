"""Hands and eyes on a display: real mouse and key events, and pictures of what is there."""

import time

import cairo
from Xlib import X, XK, display
from Xlib.ext import xtest

MODIFIERS = {'ctrl': 'Control_L', 'alt': 'Alt_L', 'shift': 'Shift_L'}


class Hands:
    def __init__(self, pid):
        self.display = display.Display()
        self.root = self.display.screen().root
        self.pid = pid

    # windows

    def _windows_below(self, window, depth):
        pid_atom = self.display.intern_atom('_NET_WM_PID')
        for child in window.query_tree().children:
            try:
                if child.get_attributes().map_state != X.IsViewable:
                    continue
                owner = child.get_full_property(pid_atom, X.AnyPropertyType)
            except Exception:        # it closed while it was looked at
                continue
            if owner is not None and owner.value[0] == self.pid:
                yield child
            elif depth:
                yield from self._windows_below(child, depth - 1)

    def windows(self):
        """The program's windows on the screen, lowest first."""
        return list(self._windows_below(self.root, 2))

    def resize(self, width, height):
        self.windows()[0].configure(x=0, y=0, width=width, height=height)
        self.display.sync()

    def origin(self, frame):
        """Where on the screen the coordinates of the window's nodes begin."""
        where = self.windows()[0].translate_coords(self.root, 0, 0)
        x, y, _, _ = frame.extents()          # GTK counts its border the wrong way round
        return -where.x - 2 * x, -where.y - 2 * y

    # mouse

    def move(self, x, y):
        xtest.fake_input(self.display, X.MotionNotify, x=int(x), y=int(y))
        self.display.sync()

    def press(self, button=1, times=1):
        for _ in range(times):
            xtest.fake_input(self.display, X.ButtonPress, button)
            xtest.fake_input(self.display, X.ButtonRelease, button)
            self.display.sync()

    def park(self):
        """Takes the pointer away: where it rests, tooltips and selections appear."""
        screen = self.display.screen()
        self.move(screen.width_in_pixels - 1, screen.height_in_pixels - 1)

    # keys

    def _code(self, name):
        return self.display.keysym_to_keycode(XK.string_to_keysym(MODIFIERS.get(name, name)))

    def key(self, *combinations):
        for combination in combinations:
            codes = [self._code(name) for name in combination.split('+')]
            for code in codes:
                xtest.fake_input(self.display, X.KeyPress, code)
            for code in reversed(codes):
                xtest.fake_input(self.display, X.KeyRelease, code)
            self.display.sync()

    def type(self, text):
        shift = self._code('shift')
        for character in text:
            code, shifted = next((code, index) for code, index
                                 in self.display.keysym_to_keycodes(ord(character)) if index in (0, 1))
            if shifted:
                xtest.fake_input(self.display, X.KeyPress, shift)
            xtest.fake_input(self.display, X.KeyPress, code)
            xtest.fake_input(self.display, X.KeyRelease, code)
            if shifted:
                xtest.fake_input(self.display, X.KeyRelease, shift)
        self.display.sync()

    # eyes

    def _grab(self, window):
        """What is seen of a window, with the menus above it."""
        size = window.get_geometry()
        at = window.translate_coords(self.root, 0, 0)
        image = self.root.get_image(max(-at.x, 0), max(-at.y, 0), size.width, size.height, X.ZPixmap,
                                    0xffffffff)
        return size.width, size.height, image.data

    def picture(self, path):
        """Writes the program's window, once it has stopped changing."""
        before = None
        for _ in range(40):
            width, height, data = self._grab(self.windows()[0])
            if data == before:
                break
            before = data
            time.sleep(0.15)
        surface = cairo.ImageSurface.create_for_data(bytearray(data), cairo.FORMAT_RGB24, width, height)
        surface.write_to_png(path)
