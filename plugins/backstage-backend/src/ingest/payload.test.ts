import fc from 'fast-check';
import { parseJson, slicePayload } from './payload';

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
