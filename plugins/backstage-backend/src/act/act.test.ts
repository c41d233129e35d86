import type { Step } from '@autocura/common';
import { acting, UnknownActionError } from './act';
import { recordingRunner } from './examples';
import { ActionFailedError, type FailedWhen, type Runner } from './runners';

const restart: Step = { action: 'restart', target: 'cart', params: { service: 'cart' } };
const rollBack: Step = { action: 'roll-back', target: 'cart', params: { service: 'cart', version: '1' } };

test('each action goes to its own runner, else to the default one', async () => {
  const [one, other] = [recordingRunner(), recordingRunner()];
  const { act } = acting({ runners: { default: one.runner, byAction: { restart: other.runner } } });
  await act(restart, 'a');
  await act(rollBack, 'b');
  expect(other.ran.map(({ key }) => key)).toEqual(['a']);
  expect(one.ran.map(({ key }) => key)).toEqual(['b']);
});

test('only what has a runner can be planned', () => {
  const { actions } = acting({ runners: { byAction: { restart: recordingRunner().runner } } });
  expect(actions.map(({ id }) => id)).toEqual(['restart']);
});

test.each(['reboot-the-moon', 'constructor', '__proto__'])('an unknown action has a named error: %s', async action => {
  const { act, wayBack } = acting({ runners: { default: recordingRunner().runner, byAction: {} } });
  await expect(act({ ...restart, action }, 'k')).rejects.toThrow(UnknownActionError);
  await expect(wayBack({ ...restart, action })).rejects.toThrow(UnknownActionError);
});

test('an action without a runner is unknown here', async () => {
  await expect(acting({ runners: {} }).act(restart, 'k')).rejects.toThrow(UnknownActionError);
});

test('the way back is read from the runner', async () => {
  const { runner } = recordingRunner({ service: 'cart', version: '2' });
  expect(await acting({ runners: { default: runner } }).wayBack(rollBack)).toEqual({
    ...rollBack,
    params: { service: 'cart', version: '2' },
  });
});

describe('G-37 a failure before the first write may be tried again, after it never', () => {
  const failing = (whens: FailedWhen[]) => {
    const keys: string[] = [];
    const runner: Runner = {
      state: async () => undefined,
      run: async (_action, _params, key) => {
        keys.push(key);
        const when = whens[keys.length - 1];
        if (when) throw new ActionFailedError(when, 'as told');
      },
    };
    return { keys, act: acting({ runners: { default: runner }, retryAfterMs: [0, 0] }).act };
  };

  test.each<{ whens: FailedWhen[]; tries: number; ends: FailedWhen | 'well' }>([
    { whens: ['before', 'before'], tries: 3, ends: 'well' },
    { whens: ['before', 'before', 'before', 'before'], tries: 3, ends: 'before' },
    { whens: ['unknown'], tries: 1, ends: 'unknown' },
    { whens: ['refused'], tries: 1, ends: 'refused' },
    { whens: ['before', 'unknown'], tries: 2, ends: 'unknown' },
  ])('$whens: $tries tries, ends $ends', async ({ whens, tries, ends }) => {
    const { keys, act } = failing(whens);
    const end = await act(restart, 'k').then(
      () => 'well',
      (error: unknown) => (error instanceof ActionFailedError ? error.when : error),
    );
    expect(end).toBe(ends);
    expect(keys).toEqual(Array(tries).fill('k'));
  });
});
