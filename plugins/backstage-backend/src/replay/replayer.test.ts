import { automatic, inShort, limited, proposing, replaying, scripted, start } from './testSupport/replaying';
import { restart, rollBack } from './testSupport/script';

const ana = 'user:default/ana';
const leak = { failureMode: 'memory-leak', remedies: [restart('cart')] };

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
