import fc from 'fast-check';
import { type Broken, SmallWorld, type SmallWorldOptions } from './testSupport/smallWorld';

const schedule = fc.array(fc.nat(9_999), { minLength: 30, maxLength: 120 });
const options = fc.record({
  trouble: fc.constantFrom<SmallWorldOptions['trouble'][]>('down', 'failing'),
  policy: fc.constantFrom<SmallWorldOptions['policy'][]>('auto', 'approve', 'observe'),
  first: fc.constantFrom<SmallWorldOptions['first'][]>('heals', 'does nothing', 'harms'),
  incidents: fc.constantFrom<SmallWorldOptions['incidents'][]>(1, 2),
});

/** Plays schedules until one breaks a promise; gives what was broken and every state that was come by. */
async function explore(runs: number, broken?: Broken, only: Partial<SmallWorldOptions> = {}) {
  const seen = new Set<string>();
  let found: string[] = [];
  const report = await fc.check(
    fc.asyncProperty(options, schedule, async (about, numbers) => {
      const world = new SmallWorld({ ...about, ...only, ...(broken && { broken }) });
      await world.play(numbers);
      world.seen.forEach(state => seen.add(state));
      found = world.broken;
      return found.length === 0;
    }),
    { numRuns: runs, endOnFailure: true },
  );
  return { seen, found: report.failed ? [fc.defaultReportMessage(report), ...found] : [] };
}

test('whatever comes between two workers, nothing is done twice, unintended, on a resolved alert or without its way back', async () => {
  const { seen, found } = await explore(1_200);
  expect(found).toEqual([]);
  // A search that comes by little has shown little.
  const phases = new Set([...seen].flatMap(state => (JSON.parse(state) as [[string][]])[0].map(([phase]) => phase)));
  const all = ['open', 'diagnosed', 'proposed', 'planned', 'blocked', 'acting', 'verifying', 'undoing', 'observed'];
  expect([...phases].sort()).toEqual([...all, 'resolved', 'escalated', 'expired'].sort());
  expect(seen.size).toBeGreaterThan(3_000);
});

test.each<{ name: string; broken: Broken; finds: RegExp; only?: Partial<SmallWorldOptions> }>([
  {
    name: 'G-35 without fencing',
    broken: { fencing: true },
    only: { incidents: 1, policy: 'auto', happens: { merge: 0, undo: 0, brake: 0, drift: 0, tell: 0 } },
    finds: /not its turn|beside another|goes on in another|out of turn/,
  },
  { name: 'G-91 with an intent that is not written', broken: { intents: true }, finds: /no stored intent/ },
  {
    name: 'G-25 with incidents that do not hear of each other',
    broken: { others: true },
    finds: /second at a|two at one/,
  },
  { name: 'G-31 with a digest that covers nothing', broken: { digests: true }, finds: /what nobody approved/ },
  { name: 'G-01 without the version check', broken: { versions: true }, finds: /on a resolved alert|in another|threw/ },
])('$name the same search finds what goes wrong', async ({ broken, finds, only }) => {
  const { found } = await explore(20_000, broken, only);
  expect(found.join('\n')).toMatch(finds);
});
