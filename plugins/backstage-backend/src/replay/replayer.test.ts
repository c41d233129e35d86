import type { PolicyRule } from '../plan';
import { automatic, inShort, proposing, replaying, start } from './testSupport/replaying';
import { restart, rollBack, Script } from './testSupport/script';

const ana = 'user:default/ana';
const leak = { failureMode: 'memory-leak', remedies: [restart('cart')] };

const scripted = (write: (script: Script) => void) => {
  const script = new Script(start);
  write(script);
  return script.events;
};
const limited = (limits: PolicyRule['limits']): PolicyRule => ({ ...automatic, limits: { cooldownMs: 0, ...limits } });

describe('what a policy would have done', () => {
  const proposedInVain = scripted(script => {
    script.fires('i1', 'cart');
    script.found('i1', leak);
    script.proposes('i1', restart('cart'));
    script.pass(15);
    script.of('i1', { type: 'incident.escalated', data: { reason: 'nobody answered' } });
    script.pass(20);
    script.ends('i1', 'by a person');
  });

  test('is done where it was only proposed, and what it would have come to is not known', async () => {
    const { episodes, counts } = await replaying(proposedInVain, [automatic]);
    expect(episodes.map(inShort)).toEqual([['done restart cart (unknown)']]);
    expect(episodes[0]).toMatchObject({
      ...{ incidentId: 'i1', episode: 1, service: 'cart', same: false },
      ...{ openedAt: start.toISOString(), endedAt: expect.any(String) },
      would: { kind: 'done', decisions: [{ at: '2026-03-02T08:00:30.000Z', says: 'Restart cart' }] },
      really: { kind: 'proposed', attempts: [], how: 'by a person' },
    });
    expect(counts).toMatchObject({
      ...{ alerts: 1, episodes: 1, same: 0 },
      ...{ would: { done: 1, proposed: 0 }, really: { done: 0, proposed: 1 }, outcomes: { unknown: 1 } },
    });
  });

  test('is proposed as it was, with the words of the guardrails', async () => {
    const { episodes, counts } = await replaying(proposedInVain, [proposing]);
    expect(episodes.map(inShort)).toEqual([['proposed restart cart']]);
    expect(episodes[0]?.same).toBe(true);
    expect(episodes[0]?.would.decisions[0]?.verdicts).toEqual([
      { guardrail: 'policy-mode', decision: 'ask', reason: expect.stringContaining('policy "all of it"') },
    ]);
    expect(counts.objections).toEqual({ 'policy-mode': 1 });
  });

  test('is refused where it denies, with the reason', async () => {
    const { episodes } = await replaying(proposedInVain, [limited({ attemptsPerEpisode: 0 })]);
    expect(episodes.map(inShort)).toEqual([['refused']]);
    expect(episodes[0]?.would.decisions[0]?.reason).toContain('Not done: Restart cart, because 0 tries');
  });

  test('is done as it really went, and then what came next', async () => {
    const events = scripted(script => {
      script.fires('i1', 'cart');
      script.found('i1', { failureMode: 'bad-release', remedies: [restart('cart'), rollBack('cart')] });
      script.does('i1', restart('cart'), 'not healed');
      script.found('i1', { failureMode: 'bad-release', remedies: [restart('cart'), rollBack('cart')] });
      script.does('i1', rollBack('cart'), 'healed');
      script.ends('i1', 'healed');
    });
    const { episodes, counts } = await replaying(events, [limited({})]);
    expect(episodes.map(inShort)).toEqual([['done restart cart (not healed)', 'done roll-back cart (healed)']]);
    expect(episodes[0]?.same).toBe(true);
    expect(counts.outcomes).toMatchObject({ healed: 1, 'not healed': 1, unknown: 0 });
  });

  test('is nothing without a cause, and says why', async () => {
    const events = scripted(script => {
      script.fires('i1', 'cart');
      script.foundNothing('i1');
      script.of('i1', { type: 'incident.escalated', data: { reason: 'unknown' } });
      script.ends('i1', 'by a person');
    });
    const { episodes } = await replaying(events, [automatic]);
    expect(episodes).toMatchObject([{ would: { kind: 'no remedy' }, really: { kind: 'no remedy' }, same: true }]);
    expect(episodes[0]?.would.decisions[0]?.reason).toContain('The cause is unknown');
  });

  test('is nothing where it was over before anything was decided', async () => {
    const events = scripted(script => {
      script.fires('i1', 'cart');
      script.pass(0.2);
      script.ends('i1');
    });
    const { episodes } = await replaying(events, [automatic]);
    expect(episodes).toMatchObject([{ would: { kind: 'nothing', decisions: [] }, really: { kind: 'nothing' } }]);
  });

  test('is held back until it measures badly', async () => {
    const events = scripted(script => {
      script.fires('i1', 'cart');
      script.found('i1', { ...leak, measured: { 'requests.errors': 0, 'replicas.running': 2 } });
      script.pass(2);
      script.ends('i1');
    });
    const { episodes } = await replaying(events, [automatic]);
    expect(episodes.map(inShort)).toEqual([['held back restart cart']]);
    expect(episodes[0]?.would.decisions[0]?.reason).toContain('it measures well now');
  });
});

describe('people', () => {
  const answered = (answer: 'approved' | 'rejected') =>
    scripted(script => {
      script.fires('i1', 'cart');
      script.found('i1', { ...leak, remedies: [restart('cart'), rollBack('cart')] });
      script.proposes('i1', restart('cart'));
      script.pass(3);
      const { digest } = script.plan('i1', restart('cart'));
      script.of('i1', { type: `incident.${answer}`, data: { digest, by: ana } }, ana);
      if (answer === 'approved') script.does('i1', restart('cart'), 'healed', ana);
      script.ends('i1');
    });

  test('say yes to what they said yes to', async () => {
    const { episodes } = await replaying(answered('approved'), [proposing]);
    expect(episodes.map(inShort)).toEqual([['proposed restart cart', 'done restart cart (healed)']]);
    expect(episodes[0]?.same).toBe(true);
  });

  test('say no to what they said no to', async () => {
    const { episodes } = await replaying(answered('rejected'), [proposing]);
    expect(episodes.map(inShort)).toEqual([['proposed restart cart', 'proposed roll-back cart']]);
  });

  test('are not there to ask where it is done at once, and it goes as it went', async () => {
    const { episodes } = await replaying(answered('approved'), [automatic]);
    expect(episodes.map(inShort)).toEqual([['done restart cart (healed)']]);
  });

  test('ask for what they asked for, as far as the policy does not deny it', async () => {
    const events = scripted(script => {
      script.fires('i1', 'cart');
      script.foundNothing('i1');
      script.of('i1', { type: 'incident.escalated', data: { reason: 'unknown' } });
      script.pass(1);
      script.of('i1', { type: 'incident.planned', data: { plan: { ...script.plan('i1', restart('cart')), by: ana } } });
      script.does('i1', restart('cart'), 'healed', ana);
      script.ends('i1');
    });
    const cannot = { name: 'no', match: { action: ['restart'] }, mode: 'observe' as const };
    expect((await replaying(events, [cannot])).episodes.map(inShort)).toEqual([['no remedy']]);
  });

  test('are not asked where it may only be observed', async () => {
    const { episodes } = await replaying(answered('approved'), [{ ...automatic, mode: 'observe' }]);
    expect(episodes.map(inShort)).toEqual([['observed restart cart']]);
  });
});

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

describe('what cannot be told', () => {
  const unseen = scripted(script => {
    script.fires('i1', 'cart');
    script.pass(10);
    script.ends('i1');
  });

  test('is counted as such where nothing was stored and nobody can be asked', async () => {
    const { episodes, counts } = await replaying(unseen, [automatic]);
    expect(episodes.map(inShort)).toEqual([['cannot tell']]);
    expect(episodes[0]?.would.decisions[0]?.reason).toContain('was not stored');
    expect(counts.would['cannot tell']).toBe(1);
  });

  const remembering = () => {
    const asked: Date[] = [];
    const source = {
      async measure(questions: { service: string; signal: string }[], { at = new Date(0) } = {}) {
        if (questions.length > 4) asked.push(at);
        return questions.map((question, index) => ({
          ...{ id: `${index}@${at.toISOString()}`, question, source: 'prometheus', family: 'f', query: 'q', unit: '' },
          measurement: measurementOf(question, at),
        })) as never;
      },
      series: async (evidence: never) => evidence,
      courses: async () => [],
    };
    return { source, times: () => [...new Set(asked.map(at => at.toISOString()))] };
  };
  const asking = (source: ReturnType<typeof remembering>['source'], cooldownMs = 0) => ({
    rules: [limited({ interruptLastReplica: true, cooldownMs })],
    about: { clock: { now: new Date(0) }, source },
  });

  test('is asked for as of then', async () => {
    const { source, times } = remembering();
    const { rules, about } = asking(source);
    const { episodes } = await replaying(unseen, rules, about);
    expect(episodes.map(inShort)).toEqual([['done restart cart (unknown)']]);
    expect(times()[0]).toBe('2026-03-02T08:05:30.000Z');
  });

  test('is asked for as of the time the loop would have looked, where it heard of it too late', async () => {
    const events = scripted(script => {
      script.fires('i1', 'cart');
      script.pass(10);
      script.ends('i1');
      for (const event of script.events) {
        event.at = script.at;
        if (event.type === 'incident.opened') event.data.dueAt = new Date(script.now.getTime() + 30_000).toISOString();
      }
    });
    const { source, times } = remembering();
    const { rules, about } = asking(source);
    const { episodes } = await replaying(events, rules, about);
    expect(episodes.map(inShort)).toEqual([['done restart cart (unknown)']]);
    expect(times()[0]).toBe('2026-03-02T08:00:30.000Z');
  });

  test('is asked for anew when what was stored has aged', async () => {
    const events = scripted(script => {
      for (const id of ['i1', 'i2']) {
        script.fires(id, 'cart');
        script.found(id, { ...leak, measured: { 'requests.errors': 0.5, 'replicas.running': 2, availability: 1 } });
        script.pass(id === 'i1' ? 1 : 30);
        script.ends(id, 'by a person');
      }
    });
    const { source, times } = remembering();
    const { rules, about } = asking(source, 10 * 60_000);
    const { episodes } = await replaying(events, rules, about);
    expect(episodes.map(inShort)).toEqual([
      ['done restart cart (unknown)'],
      ['held back restart cart', 'done restart cart (unknown)'],
    ]);
    // Ten minutes after the first, and five more for which a recorded look was waited for.
    expect(times().at(-1)).toBe('2026-03-02T08:15:30.000Z');
    expect(episodes[1]?.would.decisions[1]?.hypothesis).toBe('cart/service-down');
  });
});

const measurementOf = ({ signal }: { signal: string }, at: Date) => {
  const down: Record<string, [number, number]> = {
    availability: [0, 1],
    'replicas.running': [0, 2],
    'replicas.wanted': [2, 2],
    'requests.errors': [1, 0],
  };
  const given = down[signal];
  return given
    ? { state: 'measured', value: given[0], normal: given[1], at: at.toISOString() }
    : { state: 'missing', reason: 'no series' };
};

describe('the time', () => {
  test('what ends after it is told as not ended', async () => {
    const events = scripted(script => {
      script.fires('i1', 'cart');
      script.found('i1', leak);
      script.pass(60);
      script.ends('i1');
    });
    const { episodes } = await replaying(events, [automatic], { to: new Date(start.getTime() + 30 * 60_000) });
    expect(episodes).toMatchObject([{ incidentId: 'i1', would: { kind: 'done' } }]);
    expect(episodes[0]).not.toHaveProperty('endedAt');
  });

  test('an incident that comes back is told again', async () => {
    const events = scripted(script => {
      script.fires('i1', 'cart');
      script.found('i1', leak);
      script.ends('i1');
      script.pass(10);
      const [alert] = script.incident('i1').alerts;
      const again = { ...alert!, key: 'again', status: 'firing' as const, startsAt: script.at };
      script.of('i1', { type: 'incident.reopened', data: { alert: again, dueAt: script.at, why: 'it fires again' } });
      script.found('i1', leak);
      script.ends('i1');
    });
    const { episodes } = await replaying(events, [limited({ tryAgain: true })]);
    expect(episodes.map(({ episode }) => episode)).toEqual([1, 2]);
    expect(episodes.map(inShort)).toEqual([['done restart cart (unknown)'], ['done restart cart (unknown)']]);
  });
});
