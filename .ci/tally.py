"""Compares the results of test runs with the lists of their tests.

lost LIST FOLDER            prints a filter for the classes of listed tests that have no result
outcome LIST... FOLDER...   says how it went; prints 0 if every listed test passed, otherwise 1
"""
import glob
import re
import sys
import xml.etree.ElementTree as ET

SPACE = {'t': 'http://microsoft.com/schemas/VisualStudio/TeamTest/2010'}


def plain(name):
    """Lists and results write what is no ASCII differently."""
    return re.sub(r'\\+u[0-9a-f]{4}|[^ -~]', '', name)


def results(folder):
    """The worst outcome of each test: one may have run twice."""
    found = {}
    for path in glob.glob(folder + '/*.trx'):
        for result in ET.parse(path).getroot().iterfind('.//t:UnitTestResult', SPACE):
            name, outcome = plain(result.get('testName')), result.get('outcome')
            if found.get(name) in (None, 'Passed'):
                found[name] = outcome
    return found


def listed(path):
    return {plain(line.rstrip('\n')) for line in open(path)}


if sys.argv[1] == 'lost':
    lost = listed(sys.argv[2]) - results(sys.argv[3]).keys()
    classes = {re.match(r'[\w.+]+', name).group().rpartition('.')[0] for name in lost}
    print('|'.join('FullyQualifiedName~' + name + '.' for name in sorted(classes)))
else:
    lists = [path for path in sys.argv[2:] if path.endswith('.listed')]
    wanted = sum(len(listed(path)) for path in lists)
    outcomes = [(name, outcome) for folder in sys.argv[2:] if not folder.endswith('.listed') for name, outcome in results(folder).items()]
    passed = sum(outcome == 'Passed' for _, outcome in outcomes)
    for name, outcome in outcomes:
        if outcome != 'Passed':
            print(outcome, name, file=sys.stderr)
    print(f'{passed} of {wanted} tests passed', file=sys.stderr)
    # Everything that the suite needs was installed, so nothing may be skipped here, or be missing.
    print(0 if passed == wanted == len(outcomes) else 1)
