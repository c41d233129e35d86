import type { Notice } from '@autocura/common';
import { everything, type Scope } from '../store/scope';
import { noticesOf, type NoticesOptions } from './notices';

const notice = { id: 'i1.3', incidentId: 'i1', service: 'cart', state: 'open', version: 1 } as Notice;
const noneBut = (service: string): Scope => ({ allowed: [service], denied: [], others: false });

const scene = () => {
  const appended: unknown[] = [];
  const store = {
    notice: async () => (appended.length === 0 ? notice : { ...notice, state: 'acknowledged' }),
    notices: async () => [notice],
    incident: async () => undefined,
    append: async (writes: unknown[]) => appended.push(...writes),
  } as unknown as NoticesOptions['store'];
  const notices = noticesOf({ store, escalation: async () => undefined, now: () => new Date() });
  return { notices, appended };
};

const actor = 'user:default/ana';

test('who may know of a service takes its notice on', async () => {
  const { notices, appended } = scene();
  await notices.acknowledge('i1.3', { actor, scope: noneBut('cart'), reads: everything });
  expect(appended).toMatchObject([{ actor, events: [{ type: 'notice.acknowledged', data: { by: actor } }] }]);
});

test('S10 who may not know of it is told that there is none, and who may not take it on that they may not', async () => {
  const { notices, appended } = scene();
  const taking = (scope: Scope, reads: Scope) => notices.acknowledge('i1.3', { actor, scope, reads });
  await expect(taking(everything, noneBut('other'))).rejects.toThrow('No notice i1.3');
  await expect(taking(noneBut('other'), everything)).rejects.toThrow('not granted to you for cart');
  expect(appended).toEqual([]);
});

test('S10 listed is what whoever reads may know of', async () => {
  const { notices } = scene();
  expect(await notices.list({}, noneBut('other'))).toEqual([]);
  expect(await notices.list({}, noneBut('cart'))).toEqual([notice]);
});
