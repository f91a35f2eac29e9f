"""The accessibility tree of a program, read over D-Bus the way a screen reader reads it.

Calls are sent in batches, so that a window of some hundred nodes is read in a tenth of a second.
Every look is a fresh one: nothing is cached.
"""

import re
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

INTERFACE = 'org.a11y.atspi.'
PROPERTIES = 'org.freedesktop.DBus.Properties'
ROLES = {int(value): Atspi.role_get_name(value)
         for value in (Atspi.Role(i) for i in range(int(Atspi.Role.LAST_DEFINED)))}
STATES = {int(value): value.value_nick
          for value in (Atspi.StateType(i) for i in range(int(Atspi.StateType.LAST_DEFINED)))}
LABELLED_BY = 2
WINDOW_COORDINATES = 1
PATIENCE = 20


class NotFound(AssertionError):
    pass


def until(condition, what, patience=PATIENCE):
    """What condition() answers as soon as it is true."""
    end = time.monotonic() + patience
    while True:
        try:
            answer = condition()
        except GLib.Error as error:       # a widget went away between two calls
            answer, what = None, f'{what} ({error.message})'
        if answer:
            return answer
        if time.monotonic() > end:
            raise NotFound(f'waited {patience} s for {what}')
        time.sleep(0.04)


class Bus:
    """The accessibility bus."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                    None, None, 0, -1, None)[0]
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
                 Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        self.context = GLib.MainContext.default()

    def call(self, ref, interface, method, arguments=None):
        return self.connection.call_sync(ref[0], ref[1], interface, method, arguments, None, 0,
                                         10000, None).unpack()

    def call_many(self, calls):
        """The replies to [(ref, interface, method, arguments)]; None where one failed."""
        replies = [None] * len(calls)
        waiting = len(calls)

        def on_reply(connection, result, index):
            nonlocal waiting
            waiting -= 1
            try:
                replies[index] = connection.call_finish(result).unpack()
            except GLib.Error:
                pass

        for index, (ref, interface, method, arguments) in enumerate(calls):
            self.connection.call(ref[0], ref[1], interface, method, arguments, None, 0, 10000, None,
                                 on_reply, index)
        while waiting:
            self.context.iteration(True)
        return replies

    def get(self, ref, interface, name):
        return self.call(ref, PROPERTIES, 'Get', GLib.Variant('(ss)', (INTERFACE + interface, name)))[0]

    def programs(self):
        """(process id, node reference) of everything on the bus."""
        registry = ('org.a11y.atspi.Registry', '/org/a11y/atspi/accessible/root')
        for ref in self.call(registry, INTERFACE + 'Accessible', 'GetChildren')[0]:
            try:
                pid = self.call(('org.freedesktop.DBus', '/org/freedesktop/DBus'),
                                'org.freedesktop.DBus', 'GetConnectionUnixProcessID',
                                GLib.Variant('(s)', (ref[0],)))[0]
            except GLib.Error:
                continue
            yield pid, tuple(ref)


def matches(wanted, value):
    if wanted is None:
        return True
    if isinstance(wanted, re.Pattern):
        return wanted.search(value) is not None
    return wanted == value


class Node:
    """An element of the tree as it was when it was read."""

    def __init__(self, bus, ref, parent=None):
        self.bus, self.ref, self.parent = bus, ref, parent
        self.role, self.name, self.description = '', '', ''
        self.states, self.children = frozenset(), []

    def __repr__(self):
        return f'{self.role} {self.name!r}'

    # reading

    def _calls(self):
        def get(name):
            return (self.ref, PROPERTIES, 'Get', GLib.Variant('(ss)', (INTERFACE + 'Accessible', name)))
        accessible = INTERFACE + 'Accessible'
        return [(self.ref, accessible, 'GetRole', None), (self.ref, accessible, 'GetChildren', None),
                get('Name'), get('Description'), (self.ref, accessible, 'GetState', None)]

    def _fill(self, replies):
        role, children, name, description, states = replies
        self.role = ROLES.get(role[0], str(role[0])) if role else 'gone'
        self.name = name[0] if name else ''
        self.description = description[0] if description else ''
        words = states[0] if states else [0, 0]
        bits = words[0] | words[1] << 32
        self.states = frozenset(nick for bit, nick in STATES.items() if bits >> bit & 1)
        self.children = [Node(self.bus, tuple(ref), self) for ref in (children[0] if children else [])
                         if not ref[1].endswith('/null')]

    def look(self):
        """Reads this node and all below it anew."""
        level = [self]
        while level:
            calls = [node._calls() for node in level]
            replies = self.bus.call_many([call for group in calls for call in group])
            for index, node in enumerate(level):
                node._fill(replies[5 * index:5 * index + 5])
            level = [child for node in level for child in node.children]
        return self

    def below(self):
        yield self
        for child in self.children:
            yield from child.below()

    def above(self):
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def title(self):
        """The name, or what labels the node: the items of GTK's menus have only that."""
        if self.name:
            return self.name
        relations = self.bus.call(self.ref, INTERFACE + 'Accessible', 'GetRelationSet')[0]
        labels = [tuple(target) for kind, targets in relations if kind == LABELLED_BY
                  for target in targets]
        return ' '.join(self.bus.get(ref, 'Accessible', 'Name') or text_of(self.bus, ref)
                        for ref in labels)

    def says(self, text):
        """Whether a label here or below reads so."""
        return any(matches(text, node.name) for node in self.below() if node.role == 'label')

    # finding

    def find_all(self, role=None, name=None, says=None, state='showing'):
        roles = (role,) if isinstance(role, str) else role
        self.look()
        return [node for node in self.below()
                if (roles is None or node.role in roles) and (state is None or state in node.states) and
                matches(name, node.title() if name is not None and 'menu item' in node.role else node.name)
                and (says is None or node.says(says))]

    def find(self, role=None, name=None, says=None, state='showing', nth=0, patience=PATIENCE):
        def look():
            found = self.find_all(role, name, says, state)
            return found[nth] if len(found) > nth else None
        return until(look, f'{role} {name or says or ""!r} ({state}) in {self!r}', patience)

    def gone(self, role=None, name=None, says=None, patience=PATIENCE):
        until(lambda: not self.find_all(role, name, says), f'no {role} {name or says!r}', patience)

    def wait(self, state, patience=PATIENCE):
        """Until the node has a state; with a '!' before it, until it has it no more."""
        wanted = state.lstrip('!')
        until(lambda: (wanted in self.look().states) != state.startswith('!'),
              f'{self!r} to be {state}', patience)
        return self

    def text(self):
        return text_of(self.bus, self.ref)

    def value(self):
        return self.bus.get(self.ref, 'Value', 'CurrentValue')

    def extents(self):
        return self.bus.call(self.ref, INTERFACE + 'Component', 'GetExtents',
                             GLib.Variant('(u)', (WINDOW_COORDINATES,)))[0]

    # acting without hands

    def actions(self):
        count = self.bus.get(self.ref, 'Action', 'NActions')
        names = self.bus.call_many([(self.ref, INTERFACE + 'Action', 'GetName', GLib.Variant('(i)', (i,)))
                                    for i in range(count)])
        return [reply[0] if reply else None for reply in names]

    def act(self, action='click'):
        actions = self.actions()
        if action not in actions:
            raise NotFound(f'{self!r} has no action {action!r}, only {actions}')
        done = self.bus.call(self.ref, INTERFACE + 'Action', 'DoAction',
                             GLib.Variant('(i)', (actions.index(action),)))[0]
        if not done:
            raise NotFound(f'{self!r} refused {action!r}: is it insensitive?')
        return self

    def set_text(self, text):
        self.bus.call(self.ref, INTERFACE + 'EditableText', 'SetTextContents',
                      GLib.Variant('(s)', (text,)))
        return self

    def set_value(self, value):
        self.bus.call(self.ref, PROPERTIES, 'Set',
                      GLib.Variant('(ssv)', (INTERFACE + 'Value', 'CurrentValue',
                                             GLib.Variant('d', value))))
        return self


def text_of(bus, ref):
    return bus.call(ref, INTERFACE + 'Text', 'GetText', GLib.Variant('(ii)', (0, -1)))[0]
