import fc from 'fast-check';
import { parseJson, parseShort, slicePayload } from './payload';

const pad = fc.constantFrom('', ' ', '\n\t');
/** JSON with blanks, brackets in strings and everything else that could lead a scanner astray. */
const body = fc
  .record({
    before: fc.dictionary(fc.string(), fc.jsonValue()),
    alerts: fc.array(fc.jsonValue()),
    after: fc.jsonValue(),
  })
  .chain(({ before, alerts, after }) =>
    fc.tuple(fc.constant({ ...before, alerts, 'after "alerts":[': after }), pad, fc.constantFrom(0, 1, '\t')),
  );

const cut = async (text: string) => {
  const bytes = Buffer.from(text);
  const { envelope, alerts } = await slicePayload(bytes, Infinity);
  return {
    ...(envelope as object),
    alerts: alerts.map(([start, end]) => parseJson(bytes.toString('utf8', start, end), '')),
  };
};

test('what is cut and parsed in pieces is what JSON.parse makes of the whole', async () => {
  await fc.assert(
    fc.asyncProperty(body, async ([value, blank, indent]) => {
      const text = `${blank}${JSON.stringify(value, null, indent)}${blank}`;
      expect(await cut(text)).toEqual(JSON.parse(text));
    }),
    { seed: 20260131, numRuns: 300 },
  );
});

test('what JSON.parse refuses is refused', async () => {
  const valid = '{"version":"4","alerts":[{"labels":{"a":"]}\\""}},[1,{"b":null}]],"rest":{"alerts":[2]}}';
  await fc.assert(
    fc.asyncProperty(
      fc.nat(valid.length - 1),
      fc.constantFrom('', '{', '}', '[', ']', ',', ':', '"', '\\', '0'),
      async (at, by) => {
        const text = valid.slice(0, at) + by + valid.slice(at + 1);
        const whole = await Promise.resolve(text)
          .then(JSON.parse)
          .catch(() => 'refused');
        const pieces = await cut(text).catch(() => 'refused');
        // Stricter than JSON.parse only where `alerts` is no longer a list of its own.
        if (whole === 'refused' || Array.isArray(whole.alerts)) expect(pieces).toEqual(whole);
        else expect(pieces).toBe('refused');
      },
    ),
    { seed: 20260131, numRuns: 1000 },
  );
});

test('a short body parsed at once is what is cut in pieces, or is left to that', async () => {
  const seen = { whole: 0, left: 0 };
  await fc.assert(
    fc.asyncProperty(body, async ([value, , indent]) => {
      const text = JSON.stringify(value, null, indent);
      const whole = parseShort(Buffer.from(text), Infinity);
      seen[whole ? 'whole' : 'left'] += 1;
      if (whole) expect({ ...whole.envelope, alerts: whole.alerts }).toEqual(await cut(text));
    }),
    { seed: 20260131, numRuns: 300 },
  );
  expect(seen.whole).toBeGreaterThan(100);
});

test.each([
  ['what is no JSON', '{"alerts":[}'],
  ['a list given twice', '{"alerts":[],"alerts":[]}'],
  ['what is no list', '{"alerts":{}}'],
  ['nothing', 'null'],
  ['more than allowed', '{"alerts":[1,2,3]}'],
  ['a long body', `{"alerts":[],"padding":"${'x'.repeat(70_000)}"}`],
])('%s is looked at closely', (_, text) => {
  expect(parseShort(Buffer.from(text), 2)).toBeUndefined();
});
