"""What a screen reader would say of a screen: every control has a name, and so has every place that
the Tab key comes by."""

import time

CONTROLS = {
    'button', 'toggle button', 'check box', 'radio button', 'switch', 'text', 'entry', 'password text',
    'spin button', 'slider', 'combo box', 'menu item', 'link', 'page tab', 'dialog', 'alert', 'frame',
    'progress bar', 'tree table', 'table',
}
# Rows are read by their labels when they have no name of their own.
ROWS = {'list item', 'table row', 'tree item', 'row header', 'table cell', 'column header', 'label', 'filler'}
STOPS = 60


def way_to(node):
    parts = [repr(node)] + [repr(above) for above in node.above()
                            if above.name and above.role != 'application']
    return ' in '.join(parts[:4])


def has_name(node):
    if node.name or (node.role in ROWS and any(below.name for below in node.below())):
        return True
    return bool(node.title())


def unnamed(program):
    """The controls on the screen that have no name."""
    nodes = program.root.look().below()
    return [f'{way_to(node)} has no name' for node in nodes
            if node.role in CONTROLS and {'showing', 'sensitive'} <= node.states and not has_name(node)]


def walk(program):
    """Goes round with the Tab key; what is wrong with the stops."""
    seen, wrong = set(), []
    for _ in range(STOPS):
        program.hands.key('Tab')
        time.sleep(0.12)
        focused = [node for node in program.root.look().below() if 'focused' in node.states]
        if not focused:
            wrong.append(f'the focus is nowhere to be read, {len(seen)} stops from the start')
            break
        node = focused[-1]
        if node.ref in seen:
            break
        seen.add(node.ref)
        if not has_name(node):
            wrong.append(f'Tab stops at {way_to(node)}, which has no name')
    return wrong
