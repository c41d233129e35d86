import fc from 'fast-check';
import { acting } from '../act';
import { listen, type Received, serve } from '../examples';
import type { KnownJob } from '../jobs/known';
import { fakeAwx } from '../jobs/testSupport/fakeAwx';
import { fakeGithub } from '../jobs/testSupport/fakeGithub';
import { fakeGitlab } from '../jobs/testSupport/fakeGitlab';
import { type Answered, type FakeJobSystem, inputs } from '../jobs/testSupport/fakeJobSystem';
import { fakeRundeck } from '../jobs/testSupport/fakeRundeck';
import { fakeStackstorm } from '../jobs/testSupport/fakeStackstorm';
import { jobRunner } from './jobRunner';
import type { FailedWhen, Leave } from './runner';

const given = { region: 'eu', percent: 20, deep: true };
const on = { service: 'cart', job: 'heal', ...given };

let server: Awaited<ReturnType<typeof listen>>;
let fake: FakeJobSystem;
let fault: (heard: Received) => Answered | undefined;
const start = async (made: FakeJobSystem) => {
  fake = made;
  fault = () => undefined;
  server = await listen(heard => fault(heard) ?? fake.answer(heard));
};
afterEach(() => server.close());

const runner = (job: KnownJob, more: Record<string, KnownJob> = {}) =>
  jobRunner({ jobs: { heal: { deadline: 5, ...job }, ...more }, timeoutMs: 500, everyMs: 5 });
const run = (job = fake.job(server.url), params: typeof on = on, leave?: Leave) =>
  runner(job).run('run-job', params, 'k', leave);
const end = (running: Promise<unknown>) =>
  running.then(
    result => ({ when: 'done' as const, message: String(result) }),
    ({ when, message }: { when: FailedWhen; message: string }) => ({ when, message }),
  );
const starts = () => server.received.filter(({ method }) => method === 'POST');

describe.each([fakeGithub, fakeGitlab, fakeAwx, fakeRundeck, fakeStackstorm].map(make => ({ make, name: make.name })))(
  'through $name',
  ({ make }) => {
    beforeEach(() => start(make()));

    test('a job is started with its inputs, and its end is waited for', async () => {
      fake.looks = [fake.running, fake.running, fake.well];
      const { when, message } = await end(run());
      expect(when).toBe('done');
      expect(message).toMatch(new RegExp(`^run \\w+ of heal on ${fake.title}.*: succe`));
      expect(fake.started.map(got => Object.fromEntries(Object.entries(got).map(([k, v]) => [k, String(v)])))).toEqual([
        { region: 'eu', percent: '20', deep: 'true' },
      ]);
      expect(server.received.length).toBe(4);
    });

    test('G-37 what it ended as is told when it is not well, and it is not repeated', async () => {
      fake.looks = [fake.running, fake.failed];
      const { act } = acting({ runners: { default: runner(fake.job(server.url)) }, retryAfterMs: [0, 0] });
      const { when, message } = await end(act({ action: 'run-job', target: 'cart', params: on }, 'k'));
      expect(when).toBe('unknown');
      expect(message).toMatch(/: (failure|failed|error: no host matched|timedout|abandoned)$/);
      expect(starts().length).toBe(1);
    });

    test.each(['stranger', 'missing'] as const)('a %s is refused', async who => {
      expect(await end(run(fake[who](server.url)))).toMatchObject({ when: 'refused' });
      expect(fake.started).toEqual([]);
    });

    test('a look that fails is tried again', async () => {
      fake.looks = [fake.well];
      const failures: Answered[] = [{ status: 502 }, { status: 200, body: 'not json' }, { status: 200, body: '{}' }];
      fault = ({ method }) => (method === 'GET' ? failures.shift() : undefined);
      expect(await end(run())).toMatchObject({ when: 'done' });
    });

    test('G-38 it is not waited for beyond its deadline', async () => {
      fake.looks = [fake.running];
      const { when, message } = await end(run({ ...fake.job(server.url), deadline: 0.1 }));
      expect([when, message]).toEqual(['unknown', expect.stringContaining('not known to have ended')]);
      expect(starts().length).toBe(1);
    });

    test.each<{ name: string; answer: Answered }>([
      { name: 'a failure', answer: { status: 500 } },
      { name: 'an answer that does not say which run', answer: { status: 204 } },
      {
        name: 'a run that would lead elsewhere',
        answer: { status: 200, body: '{"id":"../7","workflow_run_id":"../7"}' },
      },
      { name: 'a redirect', answer: { status: 307, headers: { location: '/' } } },
    ])('G-37 $name at the start: it may have happened, and is not repeated', async ({ answer }) => {
      fault = ({ method }) => (method === 'POST' ? answer : undefined);
      const { act } = acting({ runners: { default: runner(fake.job(server.url)) }, retryAfterMs: [0, 0] });
      const { when } = await end(act({ action: 'run-job', target: 'cart', params: on }, 'k'));
      expect(when).toBe('unknown');
      expect(server.received.map(({ method }) => method)).toEqual(['POST']);
    });

    test('an address inside is not called unless that is meant', async () => {
      const job = Object.fromEntries(
        Object.entries(fake.job(server.url)).map(([key, value]) =>
          typeof value === 'object' && 'private' in value ? [key, { ...value, private: false }] : [key, value],
        ),
      );
      expect(await end(run(job))).toMatchObject({
        when: 'before',
        message: expect.stringContaining('private address'),
      });
      expect(server.received).toEqual([]);
    });
  },
);

describe('whatever the system', () => {
  beforeEach(() => start(fakeRundeck()));

  test('a system that hangs: it may have happened', async () => {
    const silent = await serve(() => undefined);
    expect(await end(run(fake.job(silent.url)))).toMatchObject({ when: 'unknown' });
    await silent.close();
  });

  test('nobody listens: nothing was done', async () => {
    const gone = await serve(() => undefined);
    await gone.close();
    expect(await end(run(fake.job(gone.url)))).toMatchObject({ when: 'before' });
  });

  test('G-35 nothing is started once the leave has run out', async () => {
    const over = { incidentId: 'i', fence: 1, signal: new AbortController().signal, left: () => 0 };
    expect(await end(run(fake.job(server.url), on, over))).toMatchObject({ when: 'before' });
    expect(server.received).toEqual([]);
  });

  test('where the leave is lost it is no longer waited for', async () => {
    fake.looks = [fake.running];
    const lost = new AbortController();
    fault = ({ method }) => {
      if (method === 'GET') lost.abort();
      return undefined;
    };
    const leave = { incidentId: 'i', fence: 1, signal: lost.signal, left: () => 5_000 };
    expect(await end(run(fake.job(server.url), on, leave))).toMatchObject({ when: 'unknown' });
    expect(server.received.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  test('what a template ignores is not what was asked for', async () => {
    await server.close();
    await start(fakeAwx({ extra_vars: { region: 'eu' } }));
    expect(await end(run())).toMatchObject({
      when: 'unknown',
      message: expect.stringContaining('the template ignored extra_vars'),
    });
  });

  describe('G-12 only what is known is run', () => {
    test.each<{ name: string; params: object }>([
      { name: 'another job', params: { ...on, job: 'other' } },
      { name: 'a job of that name on every object', params: { ...on, job: 'constructor' } },
      { name: 'an input that is not declared', params: { ...on, extra: 'x' } },
      { name: 'an input that is missing', params: { service: 'cart', job: 'heal', region: 'eu', deep: true } },
      { name: 'a value that is not listed', params: { ...on, region: 'ap' } },
      { name: 'a number beyond its bounds', params: { ...on, percent: 51 } },
      { name: 'a number in words', params: { ...on, percent: '20' } },
      { name: 'a truth in words', params: { ...on, deep: 'true' } },
    ])('$name is refused', async ({ params }) => {
      expect(await end(run(fake.job(server.url), params as typeof on))).toMatchObject({ when: 'refused' });
      expect(server.received).toEqual([]);
    });
  });

  test('G-40 no text gets past the list of an input', async () => {
    const corpus = fc.oneof(fc.constantFrom('$(id)', '; rm -rf /', '{{ x }}', '%{7*7}', 'eu\n', 'EU', ''), fc.string());
    await fc.assert(
      fc.asyncProperty(
        corpus.filter(text => !['eu', 'us'].includes(text)),
        async region => {
          expect(await end(run(fake.job(server.url), { ...on, region }))).toMatchObject({ when: 'refused' });
        },
      ),
    );
    expect(server.received).toEqual([]);
  });

  describe('the way back', () => {
    const pair = () => {
      const { region } = inputs;
      if (!region) throw new Error('the example has no region');
      return runner(
        { ...fake.job(server.url), undo: 'unheal' },
        { unheal: { ...fake.job(server.url), inputs: { region } } },
      );
    };
    const back = { service: 'cart', job: 'unheal', region: 'eu' };

    test('G-53 is the job that takes it back, with the inputs that it knows', async () => {
      fake.looks = [fake.well];
      expect(await pair().state('run-reversible-job', on)).toEqual(back);
      expect(await end(pair().run('run-reversible-job', on, 'k'))).toMatchObject({ when: 'done' });
      expect(await end(pair().run('run-reversible-job', back, 'k/undo'))).toMatchObject({ when: 'done' });
      expect(fake.started).toEqual([{ region: 'eu', percent: '20', deep: 'true' }, { region: 'eu' }]);
    });

    test('is none of what was run as irreversible, nor of what takes another back', async () => {
      expect(await pair().state('run-job', on)).toBeUndefined();
      expect(await pair().state('run-reversible-job', back)).toBeUndefined();
    });

    test('a job without one is not run as reversible', async () => {
      expect(await end(runner(fake.job(server.url)).run('run-reversible-job', on, 'k'))).toMatchObject({
        when: 'refused',
      });
      expect(server.received).toEqual([]);
    });
  });
});
