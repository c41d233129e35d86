import type { Verdict } from '@autocura/common';
import { automatic, inShort, limited, replaying, scripted, start } from './testSupport/replaying';
import type { Script } from './testSupport/script';
import { restart, rollBack } from './testSupport/script';

const ana = 'user:default/ana';
const leak = { failureMode: 'memory-leak', remedies: [restart('cart')] };

describe('what is judged by', () => {
  const thrice = scripted(script => {
    for (const n of [1, 2, 3]) {
      script.fires(`i${n}`, 'cart');
      script.found(`i${n}`, leak);
      script.proposes(`i${n}`, restart('cart'));
      script.pass(10);
      script.ends(`i${n}`, 'by a person');
    }
  });

  test('counts what the replayed world did itself', async () => {
    const { episodes } = await replaying(thrice, [limited({ perTargetPerHour: 2 })]);
    expect(episodes.map(inShort)).toEqual([
      ['done restart cart (unknown)'],
      ['done restart cart (unknown)'],
      ['held back restart cart'],
    ]);
    expect(episodes[2]?.would.decisions[0]?.reason).toContain('2 actions on cart within an hour, the limit is 2');
  });

  test('plans again when what held it back has passed', async () => {
    const events = scripted(script => {
      script.fires('i1', 'cart');
      script.found('i1', leak);
      script.pass(1);
      script.ends('i1', 'by a person');
      script.fires('i2', 'cart');
      script.found('i2', leak);
      script.pass(10);
      script.ends('i2', 'by a person');
    });
    const { episodes } = await replaying(events, [{ ...automatic, limits: { cooldownMs: 4 * 60_000 } }]);
    expect(episodes.map(inShort)).toEqual([
      ['done restart cart (unknown)'],
      ['held back restart cart', 'done restart cart (unknown)'],
    ]);
    expect(episodes[1]?.would.decisions.map(({ at }) => at)).toEqual([
      '2026-03-02T08:02:00.000Z',
      '2026-03-02T08:04:30.000Z',
    ]);
  });

  test('waits while another incident’s step on the target has no known end', async () => {
    const events = scripted(script => {
      script.fires('i1', 'cart');
      script.found('i1', leak);
      script.fires('i2', 'web');
      script.found('i2', { ...leak, service: 'cart' });
      script.pass(1);
      script.ends('i2');
      script.ends('i1');
    });
    const { episodes } = await replaying(events, [limited({})]);
    expect(episodes.map(({ incidentId }) => incidentId)).toEqual(['i2', 'i1']);
    expect(episodes[0]?.would.decisions[0]?.reason).toBe('incident i1 is acting on cart');
  });

  test('waits no longer than an effect is watched', async () => {
    const events = scripted(script => {
      script.fires('i1', 'cart');
      script.found('i1', leak);
      script.pass(21);
      script.fires('i2', 'web');
      script.found('i2', { ...leak, service: 'cart' });
      script.ends('i2');
      script.ends('i1');
    });
    const { episodes } = await replaying(events, [limited({ interruptLastReplica: true })]);
    expect(episodes.map(inShort)).toEqual([['done restart cart (unknown)'], ['done restart cart (unknown)']]);
  });

  test('heeds a person’s no to the cause', async () => {
    const events = scripted(script => {
      script.fires('i1', 'cart');
      script.foundNothing('i1');
      const data = { hypothesis: 'cart/memory-leak', right: false, by: ana };
      script.of('i1', { type: 'incident.feedback', data });
      script.found('i1', leak);
      script.ends('i1');
    });
    const { episodes } = await replaying(events, [automatic]);
    expect(episodes.map(inShort)).toEqual([['no remedy', 'refused']]);
    expect(episodes[0]?.would.decisions[1]?.reason).toContain(`${ana} said that "memory-leak" was not the cause`);
  });

  test.each([
    {
      name: 'the brake, as long as it was on',
      write: (script: Script) => void script.says('brake', { type: 'brake.pulled', data: { reason: 'stop' } }, ana),
      reason: `the brake is on: stop (${ana})`,
    },
    {
      name: 'how many services were sick',
      write: (script: Script) => ['a', 'b', 'c', 'd', 'e', 'f'].forEach(service => script.turns(service, 'critical')),
      reason: '6 of 6 services are unhealthy at once',
    },
    {
      name: 'what people changed lately',
      write: (script: Script) =>
        void script.says('change/c1', {
          type: 'change.recorded',
          data: { change: { id: 'c1', kind: 'config', service: 'cart', at: script.at, summary: 'tuned it', by: ana } },
        }),
      reason: 'tuned it',
    },
    {
      name: 'what wants mending',
      write(script: Script) {
        script.now = new Date(start.getTime() - 3 * 3_600_000);
        script.fires('i0', 'cart');
        script.found('i0', leak);
        const data = { service: 'cart', failureMode: 'memory-leak', heals: 9 };
        script.of('i0', { type: 'incident.problem-raised', data });
        script.ends('i0');
        script.now = start;
      },
      reason: '9 times',
    },
    {
      name: 'how many incidents opened lately',
      write(script: Script) {
        script.now = new Date(start.getTime() - 60_000);
        for (let n = 0; n < 30; n += 1) script.fires(`s${n}`, `service-${n}`);
        script.now = start;
      },
      reason: 'incidents',
    },
    {
      name: 'what was done before the time that is replayed',
      write(script: Script) {
        script.now = new Date(start.getTime() - 20 * 60_000);
        script.fires('i0', 'cart');
        script.found('i0', leak);
        script.does('i0', restart('cart'), 'healed');
        script.ends('i0', 'healed');
        script.now = start;
      },
      reason: 'the limit is 1',
    },
  ])('$name', async ({ write, reason }) => {
    const events = scripted(script => {
      write(script);
      script.fires('i1', 'cart');
      script.found('i1', leak);
      script.pass(1);
      script.ends('i1');
    });
    const { episodes } = await replaying(events, [limited({ perTargetPerHour: 1 })]);
    expect(episodes).toHaveLength(1);
    const [decision] = episodes[0]!.would.decisions;
    expect(decision?.reason ?? decision?.verdicts[0]?.reason).toContain(reason);
    expect(decision?.kind).not.toBe('done');
  });

  test('orders remedies by what they were worth then, not by what is known today', async () => {
    const both = { failureMode: 'slow-inside', remedies: [restart('cart'), rollBack('cart')] };
    const once = (script: Script, id: string, outcome: 'healed' | 'not healed') => {
      script.fires(id, 'cart');
      script.found(id, both);
      script.does(id, restart('cart'), outcome);
      script.ends(id);
      script.pass(60 * 25);
    };
    const events = scripted(script => {
      script.now = new Date(start.getTime() - 48 * 3_600_000);
      once(script, 'i1', 'not healed');
      script.now = start;
      once(script, 'i2', 'healed');
      for (const id of ['i3', 'i4', 'i5']) once(script, id, 'healed');
    });
    const { episodes } = await replaying(events, [limited({})]);
    expect(inShort(episodes[0]!)).toEqual(['done roll-back cart (unknown)']);
    expect(episodes[0]).toMatchObject({ would: { kind: 'done' }, really: { kind: 'done' }, same: false });
  });
});

describe('what only the plans of then tell', () => {
  const planned = (verdict: Verdict) =>
    scripted(script => {
      script.fires('i1', 'cart');
      script.found('i1', leak);
      const plan = { ...script.plan('i1', restart('cart')), verdicts: [verdict] };
      const type = verdict.decision === 'deny' ? 'incident.blocked' : 'incident.proposed';
      const dueAt = new Date(script.now.getTime() + 60_000).toISOString();
      if (type === 'incident.blocked') script.of('i1', { type, data: { plan, reason: verdict.reason, dueAt } });
      else script.of('i1', { type, data: { plan, expiresAt: dueAt } });
      script.pass(1);
      script.ends('i1');
    });

  test('G-07 a silence holds in the replay as it did then', async () => {
    const reason = 'people asked for quiet: maintenance until noon';
    const { episodes } = await replaying(planned({ guardrail: 'silenced', decision: 'ask', reason }), [automatic]);
    expect(episodes.map(inShort)).toEqual([['proposed restart cart']]);
    const verdicts = episodes[0]?.would.decisions[0]?.verdicts;
    expect(verdicts?.[0]).toEqual({ guardrail: 'silenced', decision: 'ask', reason });
  });

  test('G-70 a brake that a file held does too', async () => {
    const reason = 'the brake is on: migration tonight (file)';
    const { episodes } = await replaying(planned({ guardrail: 'brake', decision: 'deny', reason }), [automatic]);
    expect(episodes.map(inShort)).toEqual([['held back restart cart']]);
    expect(episodes[0]?.would.decisions[0]?.reason).toContain('migration tonight (file)');
  });

  test('what was not said is not heeded', async () => {
    const other = { guardrail: 'low-support', decision: 'ask' as const, reason: 'little speaks for it' };
    const { episodes } = await replaying(planned(other), [automatic]);
    expect(episodes.map(inShort)).toEqual([['done restart cart (unknown)']]);
  });
});

describe('what is earned', () => {
  const nights = scripted(script => {
    const night = (id: string, also: () => void) => {
      script.fires(id, 'cart');
      script.found(id, leak);
      also();
      script.ends(id, 'healed');
      script.pass(60 * 12);
    };
    script.now = new Date(start.getTime() - 40 * 24 * 3_600_000);
    for (let n = 0; n < 20; n += 1) night(`alone-${n}`, () => script.pass(60));
    for (let n = 0; n < 20; n += 1) night(`healed-${n}`, () => script.does(`healed-${n}`, restart('cart'), 'healed'));
    script.now = start;
    night('i1', () => undefined);
  });

  test('is what was earned until then', async () => {
    const rule = limited({ healsPerWeek: 100 });
    expect((await replaying(nights, [{ ...rule, earned: true }])).episodes.map(inShort)).toEqual([
      ['done restart cart (unknown)'],
    ]);
    const early = nights.filter(({ stream }) => !stream.startsWith('incident/healed'));
    expect((await replaying(early, [{ ...rule, earned: true }])).episodes.map(inShort)).toEqual([
      ['proposed restart cart'],
    ]);
  });
});
