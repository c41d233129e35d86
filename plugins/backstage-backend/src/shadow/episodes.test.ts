import type { IncidentEvent, ShadowedEpisode, Stored } from '@autocura/common';
import { start } from '../replay/testSupport/replaying';
import { restart, rollBack, Script } from '../replay/testSupport/script';
import { agrees } from './agrees';
import { episodesOf } from './episodes';

const ana = 'user:default/ana';
const leak = { failureMode: 'memory-leak', remedies: [restart('cart')] };
const observed = (write: (script: Script) => void): ShadowedEpisode[] => {
  const script = new Script(start);
  script.fires('i1', 'cart');
  script.found('i1', leak);
  script.observes('i1', restart('cart'));
  write(script);
  return episodesOf(script.events.filter(({ stream }) => stream === 'incident/i1') as Stored<IncidentEvent>[]);
};

test('a person did the same six minutes later, and it healed: so many minutes would have been saved', () => {
  const [episode] = observed(script => {
    script.pass(6);
    script.personDoes('i1', ana, { says: 'Restarted it', step: restart('cart') }, 'healed');
    script.ends('i1', 'by a person');
  });
  expect(episode).toEqual({
    ...{ incidentId: 'i1', episode: 1, title: 'cart is down', service: 'cart', openedAt: '2026-03-02T08:00:00.000Z' },
    ...{ endedAt: '2026-03-02T08:11:30.000Z', how: 'by a person' },
    cause: { at: '2026-03-02T08:00:30.000Z', title: 'memory-leak', service: 'cart', failureMode: 'memory-leak' },
    would: {
      ...{ at: '2026-03-02T08:00:30.000Z', step: restart('cart'), says: 'restart cart', failureMode: 'memory-leak' },
      digest: expect.any(String),
    },
    people: [
      {
        ...{ id: 'act-4', at: '2026-03-02T08:06:30.000Z', by: ana, says: 'Restarted it', step: restart('cart') },
        ...{ outcome: 'healed', verifiedAt: '2026-03-02T08:11:30.000Z' },
      },
    ],
    agreement: 'agrees',
    minutesSaved: 6,
  });
});

test.each<[string, (script: Script) => void, Partial<ShadowedEpisode>]>([
  [
    'the same that did not heal saves nothing',
    script => script.personDoes('i1', ana, { says: 'x', step: restart('cart') }, 'not healed'),
    { agreement: 'agrees' },
  ],
  [
    'something else differs',
    script => script.personDoes('i1', ana, { says: 'x', step: rollBack('cart') }, 'healed'),
    { agreement: 'differs' },
  ],
  [
    'something in words differs',
    script => script.personDoes('i1', ana, { says: 'Turned the proxy off' }),
    { agreement: 'differs' },
  ],
  ['nothing is only ours', () => {}, { agreement: 'only autocura' }],
])('%s', (_, write, is) => {
  const [episode] = observed(write);
  expect(episode).toMatchObject(is);
  expect(episode).not.toHaveProperty('minutesSaved');
});

test('the newest mark counts, and only of the step that was named', () => {
  const [episode] = observed(script => {
    const { digest } = script.plan('i1', restart('cart'));
    script.of('i1', { type: 'incident.marked', data: { digest, mark: 'right', by: ana } });
    script.of('i1', { type: 'incident.marked', data: { digest, mark: 'harmful', by: ana, note: 'it was migrating' } });
    script.of('i1', { type: 'incident.marked', data: { digest: 'another', mark: 'right', by: ana } });
  });
  expect(episode?.would?.mark).toMatchObject({ mark: 'harmful', note: 'it was migrating' });
});

test('what a person approved is what that person did', () => {
  const script = new Script(start);
  script.fires('i1', 'cart');
  script.found('i1', leak);
  script.proposes('i1', restart('cart'));
  script.pass(4);
  const { digest } = script.plan('i1', restart('cart'));
  script.of('i1', { type: 'incident.approved', data: { digest, by: ana } }, ana);
  script.does('i1', restart('cart'), 'healed', ana);
  script.ends('i1', 'healed');
  const events = script.events.filter(({ stream }) => stream === 'incident/i1') as Stored<IncidentEvent>[];
  expect(episodesOf(events)).toMatchObject([{ agreement: 'agrees', minutesSaved: 4, people: [{ by: ana }] }]);
});

test('a guess names no cause, what was acted on by itself is no shadow, and each episode is told', () => {
  const script = new Script(start);
  script.fires('i1', 'cart');
  script.found('i1', { ...leak, standing: 'inconclusive' });
  script.ends('i1');
  script.pass(3);
  const alert = { ...script.incident('i1').alerts[0]!, key: 'again', status: 'firing' as const };
  script.of('i1', { type: 'incident.reopened', data: { alert, dueAt: script.at, why: 'again' } });
  script.found('i1', leak);
  script.does('i1', restart('cart'), 'healed');
  script.ends('i1', 'healed');
  const events = script.events.filter(({ stream }) => stream === 'incident/i1') as Stored<IncidentEvent>[];
  const episodes = episodesOf(events);
  expect(episodes).toMatchObject([
    { episode: 1, agreement: 'neither' },
    { episode: 2, agreement: 'acted', title: 'cart is down' },
  ]);
  expect(episodes[0]).not.toHaveProperty('cause');
});

test('what went on in another incident is told there', () => {
  const [...episodes] = observed(script =>
    script.of('i1', { type: 'incident.merged', data: { into: 'i2', why: 'one outage' } }),
  );
  expect(episodes).toEqual([]);
});

test.each([
  ['the same', rollBack('cart'), true],
  ['another version', { ...rollBack('cart'), params: { service: 'cart', version: '0' } }, false],
  ['a version told as a number', { ...rollBack('cart'), params: { service: 'cart', version: 1 } }, true],
  ['no version told', { ...rollBack('cart'), params: { service: 'cart' } }, true],
  ['another service', rollBack('web'), false],
  ['another target', { ...rollBack('cart'), target: 'cart-canary' }, false],
  ['another action', restart('cart'), false],
  ['words', undefined, false],
])('%s', (_, step, same) => expect(agrees(rollBack('cart'), { ...(step && { step }) })).toBe(same));
