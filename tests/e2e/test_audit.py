"""Every control of every screen has a name, and the keyboard comes by every one."""

import audit
from journey import step, travel


def journey(quayside):
    wrong = []
    for row in quayside.find('list', 'Sections').find_all('list item'):
        with step(f'{row.name} is read'):
            quayside.click(row)
            quayside.find('grouping', row.name)
            quayside.hands.park()
            found = audit.unnamed(quayside) + audit.walk(quayside)
            wrong += [f'{row.name}: {fault}' for fault in found]
    assert not wrong, '\n'.join(['', *wrong])


if __name__ == '__main__':
    travel(journey)
