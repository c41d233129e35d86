import { createHmac } from 'node:crypto';
import { checkSignature, claimedSignature, defaultSignatureHeaders } from './grafanaSignature';

const now = new Date('2026-01-31T12:00:00Z');
const seconds = now.getTime() / 1000;
const body = Buffer.from('{"version":"1"}');
const sign = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex');
const headersOf = (signature?: string, timestamp?: string) => ({
  ...(signature !== undefined && { 'x-grafana-alerting-signature': signature }),
  ...(timestamp !== undefined && { 'x-grafana-alerting-timestamp': timestamp }),
});
const check = (headers: Record<string, string>, secret = 'secret', text = body) =>
  checkSignature(claimedSignature(headers, defaultSignatureHeaders, now), text, secret);

test.each([0, 300, -300])('a signature made %d seconds away is accepted', away => {
  const timestamp = String(seconds + away);
  expect(() => check(headersOf(sign('secret', `${timestamp}:${body}`), timestamp))).not.toThrow();
});

const good = sign('secret', `${seconds}:${body}`);
const at = String(seconds);
test.each<[string, () => void]>([
  ['X-Grafana-Alerting-Signature is missing', () => check(headersOf(undefined, at))],
  ['X-Grafana-Alerting-Timestamp is missing', () => check(headersOf(sign('secret', String(body))))],
  ['X-Grafana-Alerting-Timestamp is missing', () => check(headersOf(good, ''))],
  ['X-Grafana-Alerting-Signature is not a signature', () => check(headersOf(good.toUpperCase(), at))],
  ['X-Grafana-Alerting-Signature is not a signature', () => check(headersOf(`sha256=${good}`, at))],
  ['X-Grafana-Alerting-Signature is not a signature', () => check(headersOf(`${good}, ${good}`, at))],
  ['X-Grafana-Alerting-Timestamp is not in seconds', () => check(headersOf(good, '2026-01-31T12:00:00Z'))],
  ['X-Grafana-Alerting-Timestamp is more than 300 seconds away', () => check(headersOf(good, String(seconds - 301)))],
  ['X-Grafana-Alerting-Timestamp is more than 300 seconds away', () => check(headersOf(good, String(seconds + 301)))],
  ['The signature does not fit the body', () => check(headersOf(good, String(seconds + 1)))],
  ['The signature does not fit the body', () => check(headersOf(good, at), 'another')],
  ['The signature does not fit the body', () => check(headersOf(good, at), 'secret', Buffer.from('{}'))],
  ['The signature does not fit the body', () => check(headersOf(sign('', `${seconds}:${body}`), at), '')],
])('G-08 refused: %s', (message, checked) => {
  expect(checked).toThrow(expect.objectContaining({ name: 'AuthenticationError', message }));
});

test('the headers can have other names', () => {
  const names = { signature: 'X-Signature', timestamp: 'X-Time' };
  const claimed = claimedSignature({ 'x-signature': good, 'x-time': at }, names, now);
  expect(claimed).toEqual({ signature: good, timestamp: at, until: new Date((seconds + 300) * 1000) });
});
