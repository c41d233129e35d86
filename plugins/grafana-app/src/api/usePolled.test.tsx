import { AutocuraError } from '@autocura/common';
import { act, renderHook, waitFor } from '@testing-library/react';
import { usePolled } from './usePolled';

function hide(hidden: boolean) {
  Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
}
afterEach(() => hide(false));

const soon = 20;
const refusing = (status: number) => new AutocuraError(status, 'Refused', 'no');

test('asks again after each answer', async () => {
  let answers = 0;
  const load = async () => Math.min(3, (answers += 1));
  const { result } = renderHook(() => usePolled(load, soon));
  await waitFor(() => expect(result.current[0]).toMatchObject({ state: 'known', value: 3 }));
});

test('asks nothing while nobody looks, and at once when somebody does', async () => {
  hide(true);
  const load = jest.fn(async () => 'answer');
  const { result } = renderHook(() => usePolled(load));
  expect(load).not.toHaveBeenCalled();
  hide(false);
  await waitFor(() => expect(result.current[0]).toMatchObject({ state: 'known', value: 'answer' }));
});

test('keeps what was known while it is troubled, and recovers by itself', async () => {
  const answers: (() => string)[] = [
    () => 'before',
    () => {
      throw refusing(503);
    },
  ];
  const load = async () => (answers.shift() ?? (() => 'after'))();
  const { result } = renderHook(() => usePolled(load, soon));
  await waitFor(() => expect(result.current[0]).toMatchObject({ value: 'before', trouble: { status: 503 } }));
  await waitFor(() => expect(result.current[0]).toMatchObject({ value: 'after' }));
  expect(result.current[0]).not.toHaveProperty('trouble');
});

test.each([401, 403, 404])('after a %d what was known is not shown any more', async status => {
  let refused = false;
  const load = async () => {
    if (refused) {
      throw refusing(status);
    }
    return 'there';
  };
  const { result } = renderHook(() => usePolled(load));
  await waitFor(() => expect(result.current[0]).toMatchObject({ value: 'there' }));
  refused = true;
  await act(() => result.current[1]());
  expect(result.current[0]).toMatchObject({ state: 'failed', trouble: { status } });
});

test('the same answer is the same value', async () => {
  const load = jest.fn(async () => ({ items: [1] }));
  const { result } = renderHook(() => usePolled(load));
  await waitFor(() => expect(result.current[0].state).toBe('known'));
  const [before] = result.current;
  await act(() => result.current[1]());
  expect(load).toHaveBeenCalledTimes(2);
  expect(result.current[0]).toHaveProperty('value', (before as { value?: object }).value);
  expect((result.current[0] as { value?: object }).value).toBe((before as { value?: object }).value);
});

test('the answer to an older question does not replace a newer one', async () => {
  const answers: ((value: string) => void)[] = [];
  const load = () => new Promise<string>(resolve => answers.push(resolve));
  const { result } = renderHook(() => usePolled(load));
  act(() => void result.current[1]());
  await act(async () => answers[1]?.('newer'));
  await act(async () => answers[0]?.('older'));
  expect(result.current[0]).toMatchObject({ state: 'known', value: 'newer' });
});

test('a new question forgets the answer to the old one', async () => {
  const first = async () => 'first';
  const never = () => new Promise<string>(() => {});
  const { result, rerender } = renderHook(({ load }) => usePolled(load), { initialProps: { load: first } });
  await waitFor(() => expect(result.current[0]).toMatchObject({ value: 'first' }));
  rerender({ load: never });
  expect(result.current[0]).toEqual({ state: 'loading' });
});

test('says when an answer takes long', async () => {
  jest.useFakeTimers();
  const never = () => new Promise<string>(() => {});
  const { result } = renderHook(() => usePolled(never));
  act(() => void jest.advanceTimersByTime(6_000));
  expect(result.current[0]).toEqual({ state: 'loading', trouble: 'slow' });
  jest.useRealTimers();
});
