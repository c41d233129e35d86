import type { DataFrame } from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import { annotationSupport } from './annotations';
import { choices, texts, times } from './fields';
import { frame } from './queries/frame';

const eventsOf = async (frames: DataFrame[]) =>
  (annotationSupport.processEvents && (await lastValueFrom(annotationSupport.processEvents({} as never, frames)))) ??
  [];

/** As the query of the healing history makes it. */
const history = (
  rows: Array<Record<'outcome' | 'says' | 'failed' | 'timeEnd', string | undefined>>,
  kind = 'actions',
) =>
  frame({ refId: 'Anno' }, kind, [
    times(
      'time',
      'When',
      rows.map(() => '2026-01-01T10:00:00.000Z'),
    ),
    times(
      'timeEnd',
      'Measured',
      rows.map(({ timeEnd }) => timeEnd),
    ),
    texts(
      'incident',
      'Incident',
      rows.map(() => 'a/b'),
    ),
    texts(
      'service',
      'Service',
      rows.map(() => 'cart'),
    ),
    texts(
      'cause',
      'Cause',
      rows.map(() => 'A bad release'),
    ),
    texts(
      'action',
      'Action',
      rows.map(() => 'roll-back'),
    ),
    choices(
      'outcome',
      'Outcome',
      rows.map(({ outcome }) => outcome),
      [],
    ),
    texts(
      'says',
      'What it does',
      rows.map(({ says }) => says),
    ),
    texts(
      'failed',
      'Failed',
      rows.map(({ failed }) => failed),
    ),
  ]);
const row = { outcome: 'healed', says: 'Roll cart back to 6', failed: undefined, timeEnd: '2026-01-01T10:00:30.000Z' };

test('an action is a region up to its outcome, with a link to its incident and few tags', async () => {
  expect(await eventsOf([history([row])])).toEqual([
    {
      time: Date.parse('2026-01-01T10:00:00.000Z'),
      timeEnd: Date.parse('2026-01-01T10:00:30.000Z'),
      isRegion: true,
      title: 'roll-back · cart: Healed',
      text: 'Roll cart back to 6<br>A bad release<br><a href="/a/autocura-healing-app/incidents/a%2Fb">Incident</a>',
      tags: ['autocura', 'service:cart', 'outcome:healed'],
      color: 'green',
    },
  ]);
});

test.each([
  {
    name: 'not measured yet',
    more: { outcome: undefined, timeEnd: undefined },
    title: 'roll-back · cart: Not judged yet',
  },
  {
    name: 'failed',
    more: { outcome: undefined, timeEnd: undefined, failed: 'refused' },
    title: 'roll-back · cart: Failed',
  },
])('what is $name is a point that says so', async ({ more, title }) => {
  const [event] = await eventsOf([history([{ ...row, ...more }])]);
  expect(event).toMatchObject({ isRegion: false, title, tags: ['autocura', 'service:cart'] });
  expect(event).not.toHaveProperty('timeEnd');
});

test('what others wrote is text and no markup', async () => {
  const [event] = await eventsOf([history([{ ...row, says: '<img src=x onerror=alert(1)>' }])]);
  expect(event?.text).toContain('&lt;img src=x onerror=alert(1)&gt;');
});

test('other frames are left alone', async () => {
  expect(await eventsOf([history([row], 'incidents')])).toEqual([]);
});

test('it asks for the healing history, of the service that was chosen', () => {
  const target = { refId: 'A', queryType: 'incidents' as const, service: '$service' };
  const asked = annotationSupport.prepareQuery?.({ name: 'Healing', enable: true, iconColor: 'green', target });
  expect(asked).toEqual({ refId: 'A', queryType: 'actions', service: '$service' });
});
