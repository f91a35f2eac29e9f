"""A real keyring in the private session: gnome-keyring, unlocked by a password as a login does it."""

import os
import subprocess

import gi

gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib  # noqa: E402

from tree import until

PASSWORD = 'the password of a login'
NAME = 'org.freedesktop.secrets'


class Keyring:
    def __init__(self):
        # In the foreground, so that it ends with the session; its control socket lies in the
        # session's runtime folder.
        self._process = subprocess.Popen(
            ['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets'],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._process.stdin.write(PASSWORD.encode())
        self._process.stdin.close()
        self._bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        until(self._is_there, 'the keyring on the bus', 30)
        self.folder = os.path.join(os.environ['XDG_DATA_HOME'], 'keyrings')

    def _call(self, destination, path, interface, method, parameters, reply):
        return self._bus.call_sync(destination, path, interface, method, parameters,
                                   GLib.VariantType(reply), 0, 10000, None).unpack()

    def _is_there(self):
        return self._call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                          'NameHasOwner', GLib.Variant('(s)', (NAME,)), '(b)')[0]

    def lock(self):
        subprocess.run(['secret-tool', 'lock', '--collection=login'], check=True, timeout=30)

    def items(self):
        """The attributes of what is kept, which are no secret."""
        found = self._call(NAME, '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service',
                           'SearchItems', GLib.Variant('(a{ss})', ({},)), '(aoao)')
        return [self._call(NAME, path, 'org.freedesktop.DBus.Properties', 'Get',
                           GLib.Variant('(ss)', ('org.freedesktop.Secret.Item', 'Attributes')), '(v)')[0]
                for path in found[0] + found[1]]

    def look_up(self, **attributes):
        """A secret, or nothing."""
        pairs = [part for pair in attributes.items() for part in pair]
        return subprocess.run(['secret-tool', 'lookup', *pairs], stdout=subprocess.PIPE, timeout=30).stdout

    def files(self):
        return [os.path.join(folder, name) for folder, _, names in os.walk(self.folder) for name in names
                if name.endswith('.keyring')]

    def stop(self):
        self._process.terminate()
        self._process.wait(20)
