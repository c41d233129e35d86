import { opensIncident, severityOf } from './severity';

test.each([
  ['critical', 'critical'],
  ['page', 'critical'],
  ['warning', 'warning'],
  ['ticket', 'warning'],
  ['None', 'info'],
  ['info', 'info'],
])('severity %s is %s', (severity, expected) => expect(severityOf({ severity })).toBe(expected));

test('no severity is a warning', () => expect(severityOf({})).toBe('warning'));

test.each([
  [{ alertname: 'Watchdog', severity: 'critical' }, false],
  [{ alertname: 'Sick', severity: 'critical', autocura_test: 'test-1' }, false],
  [{ alertname: 'Sick', severity: 'critical', autocura_test: 'not an id' }, true],
  [{ alertname: 'DeadMansSwitch' }, false],
  [{ alertname: 'ErrorRatio', severity: 'none' }, false],
  [{ alertname: 'ErrorRatio' }, true],
])('G-02 %j opens an incident: %s', (labels, opens) => expect(opensIncident({ labels })).toBe(opens));
