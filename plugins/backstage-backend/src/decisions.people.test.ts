import type { Change, Incident, Stored } from '@autocura/common';
import { madeBy, mark, tellAct } from './decisions';
import { ago, anAction, anIncident, inMinutes, now, restartCart, settings } from './plan/examples';
import { planOf } from './store/testHistory';

const ana = 'user:default/ana';
const clock = new Date(now);

const answerOf = (decide: () => unknown) => {
  try {
    return decide();
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : error;
  }
};

describe('what a person says they did', () => {
  const told = (act: Parameters<typeof tellAct>[1], incident: Incident = anIncident(), about = settings) =>
    answerOf(() => tellAct(incident, act, ana, clock, about));

  test('is taken as the step it was, in the words of the action', () => {
    expect(told({ step: restartCart })).toEqual([
      {
        type: 'incident.person-acted',
        data: { act: { id: 'act-2', at: now, by: ana, says: 'restart cart', step: restartCart } },
      },
    ]);
  });

  test('or in their own, at the time they say', () => {
    expect(told({ says: 'Turned the proxy off', at: ago(1) })).toMatchObject([
      { data: { act: { at: ago(1), says: 'Turned the proxy off' } } },
    ]);
  });

  test.each([
    ['the future', { says: 'x', at: inMinutes(2) }, 'InputError: body.at: is in the future'],
    ['before the trouble', { says: 'x', at: ago(3) }, 'InputError: body.at: is before the incident began'],
    [
      'an action nobody knows',
      { step: { ...restartCart, action: 'pray' } },
      'InputError: body.step.action: nothing here knows "pray"',
    ],
  ])('is refused for %s', (_, act, says) => expect(told(act)).toBe(says));

  test('is refused where the step makes no sense', () => {
    const picky = { ...settings, actions: [anAction({ objection: () => 'service: is missing' })] };
    expect(told({ step: restartCart }, anIncident(), picky)).toBe('InputError: body.step: service: is missing');
  });

  test('belongs to the incident that goes on', () => {
    expect(told({ says: 'x' }, anIncident({ mergedInto: 'i2' }))).toBe('ConflictError: Incident i1 goes on in i2');
  });
});

describe('a change that people made', () => {
  const change: Change = {
    ...{ id: 'c1', kind: 'deploy', service: 'cart', at: ago(1), summary: 'cart 1 again', from: '2', to: '1', by: ana },
  };
  const made = (about: Partial<Change>, incident: Incident = anIncident()) =>
    madeBy({ ...change, ...about }, incident, 'external:ci');

  test('is what they did about it, as the step that would have done the same', () => {
    expect(made({})).toMatchObject([
      {
        type: 'incident.person-acted',
        data: {
          act: {
            ...{ at: ago(1), by: ana, says: 'cart 1 again', change: 'c1' },
            step: { action: 'roll-back', target: 'cart', params: { service: 'cart', version: '1' } },
          },
        },
      },
    ]);
  });

  test('is of whoever told of it, where nobody is named', () => {
    const { by: _, ...unsigned } = change;
    expect(madeBy(unsigned, anIncident(), 'external:ci')).toMatchObject([{ data: { act: { by: 'external:ci' } } }]);
  });

  test.each<[string, Partial<Change>, Incident]>([
    ['of something else', { service: 'web' }, anIncident()],
    ['from before the trouble', { at: ago(5) }, anIncident()],
    ['told already', {}, anIncident({ people: [{ id: 'a', at: now, by: ana, says: 'x', change: 'c1' }] })],
    ['after the end', {}, { ...anIncident(), phase: 'resolved', resolvedAt: now, how: 'by itself' }],
    ['while we act ourselves', {}, { ...anIncident(), phase: 'planned' } as Incident],
  ])('is not, %s', (_, about, incident) => expect(made(about, incident)).toEqual([]));
});

describe('what a step would have been', () => {
  const timeline = [{ type: 'incident.observed', data: { plan: planOf(7) } }] as Stored[];

  test('is said of a step that was named', () => {
    expect(
      mark(anIncident(), timeline, { digest: 'digest-7', mark: 'harmful', note: 'it was migrating' }, ana),
    ).toEqual([
      { type: 'incident.marked', data: { digest: 'digest-7', mark: 'harmful', by: ana, note: 'it was migrating' } },
    ]);
  });

  test('and of no other', () => {
    expect(answerOf(() => mark(anIncident(), timeline, { digest: 'digest-8', mark: 'right' }, ana))).toMatch(
      /^InputError: body.digest: no step/,
    );
  });
});
