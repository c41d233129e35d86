import { redact, withoutSecrets } from '.';

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N';

/** What must not be read afterwards, and the line that it was planted in. */
const corpus: [planted: string, line: string][] = [
  ['hunter2hunter', 'login failed password=hunter2hunter for ann'],
  ['hunter2 and more', '{"password":"hunter2 and more","user":"ann"}'],
  ['hunter2 and more', 'body {\\"password\\":\\"hunter2 and more\\",\\"user\\":\\"ann\\"}'],
  ['a b c', "password='a b c'"],
  ['foo', 'DB_PASSWORD=foo started'],
  ['abc123def', 'clientSecret: abc123def'],
  ['abc', 'GET /orders?access_token=abc&user=ann'],
  ['swordfish', 'env: { "STRIPE_API_KEY": "swordfish" }'],
  ['swordfish', 'dial redis: auth=swordfish refused'],
  ['s3cr3t', 'postgres://shop:s3cr3t@db:5432/orders refused'],
  ['p@ss', 'cannot connect to amqp://shop:p@ss@queue/'],
  ['abcdefgh12345', 'Authorization: Bearer abcdefgh12345'],
  ['dXNlcjpwYXNz', 'authorization=Basic dXNlcjpwYXNz'],
  ['dXNlcjpwYXNz', 'sent "basic dXNlcjpwYXNz"'],
  [jwt, `token ${jwt} has expired`],
  ['AKIAIOSFODNN7EXAMPLE', 'denied for AKIAIOSFODNN7EXAMPLE'],
  ['wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'signed with wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
  ['ghp_0123456789abcdefghijABCDEFGHIJ012345', 'git: ghp_0123456789abcdefghijABCDEFGHIJ012345 is revoked'],
  ['glpat-abcdefghijklmnopqrst', 'remote: glpat-abcdefghijklmnopqrst'],
  ['xoxb-1234567890-abcdefghij', 'slack xoxb-1234567890-abcdefghij'],
  ['T0AAA/B0BBB/XXXX', 'posting to https://hooks.slack.com/services/T0AAA/B0BBB/XXXX'],
  ['sk_live_abcdefghijklmnop', 'stripe sk_live_abcdefghijklmnop'],
  ['MIIEowIBAAKCAQEA', '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY-----'],
  ['theme9a8b', 'Cookie: theme9a8b'],
  ['4111 1111 1111 1111', 'card 4111 1111 1111 1111 refused'],
  ['5500000000000004', 'pan=5500000000000004.'],
];

test.each(corpus)('%s is not in what is left of: %s', (planted, line) => {
  expect(line).toContain(planted);
  expect(withoutSecrets(line)).not.toContain(planted);
  expect(redact(line)).not.toContain(planted);
});

test.each([
  'ordinary line 17 of 2026-01-02T03:04:05.678Z took 12345678 ms',
  'trace 4bf92f3577b34da6a3ce929d0e0e4736 in span 00f067aa0ba902b7',
  'image sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'payment-7d9f8b6c5d-abcde was OOMKilled',
  'at com.example.shop.orders.OrderServiceImplementationFactoryBean.create(OrderService.java:17)',
  'order 4111111111111112 is no card',
  'incident 00000000-1111-2222-3333-444444444444',
  'span 4111111111111111ab took 4111.1111111111111 ms',
  'password is required',
  'the token has expired, author=ann, mapping: x, shipping=fast',
  'token: null, password: "***"',
  '/var/lib/kubelet/pods/payment/volumes/kubernetes.io~empty-dir/scratch is full',
])('nothing is taken from: %s', line => expect(redact(line)).toBe(line));

test('what was redacted once stays as it is', () => {
  for (const [, line] of corpus) expect(redact(redact(line))).toBe(redact(line));
});

test('JSON stays JSON', () =>
  expect(JSON.parse(redact('{"password":"hunter2","user":"ann@example.com"}'))).toEqual({
    password: '[secret]',
    user: '[e-mail]',
  }));

test("people's addresses stay where they tell who is to be called", () => {
  expect(withoutSecrets('owner ann@example.com')).toBe('owner ann@example.com');
  expect(redact('owner ann@example.com')).toBe('owner [e-mail]');
});
