"""The window: its sections, its width, its end."""

from journey import step, travel
from tree import until


def sections(quayside):
    return quayside.find('list', 'Sections').find_all('list item')


def journey(quayside):
    with step('every section opens'):
        for row in sections(quayside):
            quayside.click(row)
            row.wait('selected')
            quayside.find('grouping', row.name)
    with step('Alt and a digit opens each'):
        for number, row in enumerate(sections(quayside), 1):
            quayside.hands.key(f'alt+{number}')
            row.wait('selected')
            quayside.find('grouping', row.name)
    with step('at the smallest size every section fits'):
        quayside.hands.resize(360, 294)
        for number in range(1, 6):
            quayside.hands.key(f'alt+{number}')
            back = quayside.find('button', 'Back')
            x, y, width, height = quayside.window.extents()
            assert (width, height) == (360, 294), (width, height, number)
            back.wait('showing')
    with step('at 360 pixels the window shows one side at a time'):
        quayside.hands.resize(360, 640)
        quayside.find('button', 'Back').act()
        until(lambda: sections(quayside), 'the sections again')
        quayside.gone('button', 'Back')
    with step('a section opens from there'):
        quayside.click(sections(quayside)[0])
        quayside.find('button', 'Back')
    with step('wide again, both sides are there'):
        quayside.hands.resize(1000, 720)
        quayside.gone('button', 'Back')
        until(lambda: sections(quayside), 'the sections again')
    with step('Ctrl+Q ends the program'):
        quayside.hands.key('ctrl+q')
        assert quayside.wait() == 0


if __name__ == '__main__':
    travel(journey)
