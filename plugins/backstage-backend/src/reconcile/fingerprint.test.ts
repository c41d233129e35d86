import { alertmanagerPayloads, recorded } from '../ingest/testSupport/recorded';
import { fingerprintOf } from './fingerprint';

test.each(alertmanagerPayloads)('is what Alertmanager itself gave, in %s', name => {
  const { alerts } = recorded(name);
  expect(alerts.length).toBeGreaterThan(0);
  for (const { labels, fingerprint } of alerts) {
    expect(fingerprintOf(labels as Record<string, string>)).toBe(fingerprint);
  }
});
