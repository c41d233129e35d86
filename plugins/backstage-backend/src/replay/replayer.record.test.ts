import { automatic, inShort, limited, replaying, scripted, start } from './testSupport/replaying';
import { restart } from './testSupport/script';

const leak = { failureMode: 'memory-leak', remedies: [restart('cart')] };

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
