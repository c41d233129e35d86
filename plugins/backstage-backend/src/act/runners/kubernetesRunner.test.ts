import type { Step } from '@autocura/common';
import type { Asked, FakeKubernetes, Fault } from '../../testSupport/fakeKubernetes';
import { StatusError } from '../../testSupport/fakeKubernetes';
import { onFakeOnly, testCluster, type TestCluster } from '../../testSupport/testCluster';
import { acting } from '../act';
import { actions } from '../actions';
import { kubernetesActions } from '../kubernetes';
import { examples, examplesOf, paramsOf, runnerFor } from '../kubernetes/examples';
import type { FailedWhen } from './runner';

/** What an action names first is what it changes. */
const targetOf = (params: Step['params']) => String(Object.values(params)[0]);

let cluster: TestCluster;
beforeEach(async () => {
  cluster = await testCluster();
});
afterEach(() => cluster.close());
const fake = () => cluster.fake as FakeKubernetes;

test('every action on Kubernetes is one that can be planned, and has an example', () => {
  const ids = kubernetesActions.map(({ id }) => id);
  expect(actions.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  expect(Object.keys(examples)).toEqual(ids);
});

test('what is not done on Kubernetes is refused', async () => {
  await expect(runnerFor(cluster).run('set-flag', {}, 'k')).rejects.toMatchObject({ when: 'refused' });
});

describe.each(kubernetesActions)('$id', ({ id, state, rights }) => {
  const [example] = examplesOf(id);
  const { arrange, shows } = example;
  const fields = [...example.fields, 'metadata.annotations[autocura.io/action-id]', 'metadata.annotations'];
  const either = example.onFakeOnly ? onFakeOnly : test;
  let params: Step['params'];
  const isWrite = ({ verb }: Asked) => ['create', 'patch', 'update', 'delete'].includes(verb);
  const arranged = async () => {
    await arrange(cluster);
    params = await paramsOf(example, cluster);
    if (!cluster.fake) return;
    fake().asked.length = 0;
    fake().writes.length = 0;
  };
  const failure = (run: Promise<unknown>) =>
    run.then(
      () => 'done',
      ({ when }: { when: FailedWhen }) => when,
    );

  either('changes what it says, and tells it before', async () => {
    await arranged();
    const before = await shows(cluster);
    const changes = await runnerFor(cluster).preview?.(id, params, 'k');
    // What is told is what changes: each field stands otherwise after than before, and the key is the only one beside.
    expect(changes).not.toEqual([]);
    for (const { from, to } of changes ?? []) expect(from).not.toBe(to);
    expect(changes?.map(({ field }) => field).filter(field => !fields.includes(field))).toEqual([]);
    expect(await shows(cluster)).toEqual(before);
    await runnerFor(cluster).run(id, params, 'k');
    expect(await shows(cluster)).not.toEqual(before);
  });

  onFakeOnly('G-36 the same key twice is one write', async () => {
    await arranged();
    await runnerFor(cluster).run(id, params, 'k');
    expect(['done', 'refused']).toContain(await failure(runnerFor(cluster).run(id, params, 'k')));
    expect(fake().writes.length).toBe(1);
  });

  onFakeOnly('G-33 a dry run of the same comes before the write', async () => {
    await arranged();
    await runnerFor(cluster).run(id, params, 'k');
    const [tried, done, ...more] = fake().asked.filter(isWrite);
    expect(more).toEqual([]);
    expect([tried?.dryRun, done?.dryRun]).toEqual([true, false]);
    expect({ ...tried, dryRun: false }).toEqual(done);
  });

  onFakeOnly('G-33 where the dry run is refused nothing is written', async () => {
    await arranged();
    fake().fault = ({ dryRun }) => (dryRun ? { answer: new StatusError(422, 'Invalid', 'as told') } : undefined);
    await expect(runnerFor(cluster).run(id, params, 'k')).rejects.toMatchObject({
      when: 'refused',
      message: expect.stringContaining('as told'),
    });
    expect(fake().writes).toEqual([]);
  });

  onFakeOnly('G-30 what was read too long ago is no ground to write on', async () => {
    await arranged();
    fake().fault = ({ dryRun }) => (dryRun ? { later: 60 } : undefined);
    expect(await failure(runnerFor(cluster, { freshMs: 50 }).run(id, params, 'k'))).toBe('before');
    expect(fake().writes).toEqual([]);
  });

  if (rights.some(({ verbs }) => verbs.includes('patch'))) {
    onFakeOnly('G-30 what somebody changes after it was read is not written over, and is read anew', async () => {
      await arranged();
      let meddled = false;
      fake().fault = asked => {
        if (!isWrite(asked) || asked.dryRun || meddled) return;
        meddled = true;
        fake().meddle(asked);
      };
      const { act } = acting({ runners: { default: runnerFor(cluster) }, retryAfterMs: [0, 0] });
      await act({ action: id, target: targetOf(params), params }, 'k');
      expect(
        fake()
          .asked.filter(asked => isWrite(asked))
          .map(({ dryRun }) => dryRun),
      ).toEqual([true, false, true, false]);
    });
  }

  onFakeOnly('G-35 nothing is written once the leave has run out', async () => {
    await arranged();
    const leave = { incidentId: 'i', fence: 1, signal: new AbortController().signal, left: () => 0 };
    expect(await failure(runnerFor(cluster).run(id, params, 'k', leave))).toBe('before');
    expect(fake().writes).toEqual([]);
  });

  const told = (code: number): Fault => ({ answer: new StatusError(code, 'AsTold', 'as told') });
  describe('G-37 in the middle of it', () => {
    onFakeOnly.each<{ name: string; fault: Fault; when: string; writes: number }>([
      { name: 'a failure', fault: told(500), when: 'unknown', writes: 0 },
      { name: 'an overload', fault: told(503), when: 'unknown', writes: 0 },
      { name: 'a refusal', fault: told(403), when: 'refused', writes: 0 },
      { name: 'a conflict', fault: told(409), when: 'before', writes: 0 },
      { name: 'too many requests', fault: told(429), when: 'before', writes: 0 },
      { name: 'silence', fault: { hang: 'before' }, when: 'unknown', writes: 0 },
      { name: 'a broken connection', fault: { reset: 'before' }, when: 'unknown', writes: 0 },
      { name: 'a slow answer', fault: { later: 100 }, when: 'done', writes: 1 },
    ])('$name: $when', async ({ fault, when, writes }) => {
      await arranged();
      const sent: Asked[] = [];
      fake().fault = asked => {
        if (!isWrite(asked) || asked.dryRun) return undefined;
        sent.push(asked);
        return fault;
      };
      expect(await failure(runnerFor(cluster, { timeoutMs: 500 }).run(id, params, 'k'))).toBe(when);
      expect(fake().writes.length).toBe(writes);
      expect(sent.length).toBe(1);
    });

    onFakeOnly.each<{ name: string; fault: Fault }>([
      { name: 'silence', fault: { hang: 'after' } },
      { name: 'a broken connection', fault: { reset: 'after' } },
    ])(
      '$name after it was done: it is found to be done, or may have happened, and is not repeated',
      async ({ fault }) => {
        await arranged();
        fake().fault = asked => (isWrite(asked) && !asked.dryRun ? fault : undefined);
        const { act } = acting({
          runners: { default: runnerFor(cluster, { timeoutMs: 500 }) },
          retryAfterMs: [0, 0],
        });
        const end = await failure(act({ action: id, target: targetOf(params), params }, 'k'));
        expect(['done', 'unknown']).toContain(end);
        expect(fake().writes.length).toBe(1);
      },
    );

    const stages = [
      { stage: 'read', isStage: ({ verb }: Asked) => verb === 'list' || verb === 'get' },
      { stage: 'tried', isStage: ({ dryRun }: Asked) => dryRun },
    ];
    const faults: { name: string; fault: Fault; when: FailedWhen }[] = [
      { name: 'a failure', fault: told(500), when: 'before' },
      { name: 'a refusal', fault: told(403), when: 'refused' },
      { name: 'silence', fault: { hang: 'before' }, when: 'before' },
      { name: 'a broken connection', fault: { reset: 'before' }, when: 'before' },
    ];
    onFakeOnly.each(stages.flatMap(stage => faults.map(fault => ({ ...stage, ...fault }))))(
      'while it is only $stage, $name: $when',
      async ({ isStage, fault, when }) => {
        await arranged();
        fake().fault = asked => (isStage(asked) ? fault : undefined);
        expect(await failure(runnerFor(cluster, { timeoutMs: 300 }).run(id, params, 'k'))).toBe(when);
        expect(fake().writes).toEqual([]);
      },
    );
  });

  if (state) {
    either('G-53 what was before comes back by its way back', async () => {
      await arranged();
      const before = await shows(cluster);
      const { act, wayBack } = acting({ runners: { default: runnerFor(cluster) } });
      const step = { action: id, target: targetOf(params), params };
      const back = await wayBack(step);
      if (!back) throw new Error('it has no way back');
      await act(step, 'k');
      expect(await shows(cluster)).not.toEqual(before);
      await example.settle?.(cluster);
      await act(back, 'k/undo');
      expect(await shows(cluster)).toEqual(example.afterwards ?? before);
    });
  }
});
