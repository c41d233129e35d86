import { redact } from './redact';

const long = 60_000;
const filled = (part: string) => part.repeat(Math.ceil(long / part.length));

/** Texts over which a rule that looks back and forth would take seconds, minutes or for ever. */
const hostile: Record<string, string> = {
  'an address of colons': `a://${filled(':')}`,
  'addresses without an end': filled('a://b:'),
  'a name of a mailbox without an end': `@ ${filled('a')}`,
  'mailboxes without a domain': filled('a@'),
  'beginnings of tokens': filled('-eyJaaaaaaaa'),
  'beginnings of keys': filled('-----BEGIN A PRIVATE KEY-----'),
  'names of secrets and spaces': filled(`password${' '.repeat(500)}`),
  'names of secrets one after the other': filled('passwordtokensecret'),
  'a quote that is not closed': `password="${filled('\\a')}`,
  'bearers of nothing': filled(`bearer${' '.repeat(300)}`),
  'nearly cards': filled('4111 1111 1111 111x '),
  'nearly keys': filled('SG.aaaaaaaaaaaaaaaa-'),
  'one long word': filled('aB3_'),
};

test.each(Object.entries(hostile))('S8 %s is read in time', (_, text) => {
  const before = process.cpuUsage();
  redact(text);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(2);
});

test('what is bounded is still found', () => {
  const token = `eyJ${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(43)}`;
  expect(redact(`postgres://shop:pa:ss@wo@db/orders ann.lee+x@mail.example.com x=${token}`)).toBe(
    'postgres://[secret]@db/orders [e-mail] x=[secret]',
  );
});
