import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { supervisorRunner } from '../../../../plugins/backstage-backend/src/act';
import { serve } from '../http';
import { portsOf, takeLane } from '../ports';
import type { Action } from './actions';
import { supervisorApi } from './api';
import { Fences } from './fences';
import { Once } from './once';
import type { Supervisor } from './supervisor';

test('an older fence of the same incident is refused, of another it is not', () => {
  const fences = new Fences();
  expect(fences.admit('a', '3')).toBeUndefined();
  expect(fences.admit('a', '3')).toBeUndefined();
  expect(fences.admit('a', '2')).toMatchObject({ status: 409 });
  expect(fences.admit('b', '2')).toBeUndefined();
  expect(fences.admit('a', '4')).toBeUndefined();
  expect(fences.admit('a', '3')).toMatchObject({ status: 409 });
  expect(fences.admit(undefined, undefined)).toBeUndefined();
  expect(fences.admit('a', 'x')).toMatchObject({ status: 400 });
});

test('who has been told of a newer fence does not do what comes with an older one', async () => {
  const ran: string[] = [];
  const restart = {
    run: async (params: { service?: unknown }) => void ran.push(String(params.service)),
    now: () => undefined,
  } as unknown as Action;
  const once = new Once(join(mkdtempSync(join(tmpdir(), 'fences-')), 'answers.jsonl'));
  const lane = await takeLane(56);
  const port = portsOf(lane.base).actions;
  const close = await serve(port, supervisorApi({} as Supervisor, { restart }, once), 'a token');
  const runner = supervisorRunner({ url: `http://127.0.0.1:${port}`, token: 'a token' });
  const { signal } = new AbortController();
  const leave = (fence: number) => ({ incidentId: 'i 1', fence, signal, left: () => 10_000 });
  try {
    await runner.run('restart', { service: 'first' }, 'a', leave(1));
    await runner.fence?.(leave(2));
    await expect(runner.run('restart', { service: 'late' }, 'b', leave(1))).rejects.toMatchObject({ when: 'refused' });
    await runner.run('restart', { service: 'second' }, 'c', leave(2));
    expect(ran).toEqual(['first', 'second']);
  } finally {
    await close();
    await lane.release();
  }
});
