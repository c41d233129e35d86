import { AutocuraError } from '@autocura/common';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { usePolled } from './usePolled';

function hide(hidden: boolean) {
  Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
}
afterEach(() => hide(false));

/** What signals bring, and a page that has them. */
function fakeSignals() {
  const heard = new Set<(message: never) => void>();
  const subscribe = (_: string, hear: (message: never) => void) => {
    heard.add(hear);
    return { unsubscribe: () => heard.delete(hear) };
  };
  const wrapper = ({ children }: { children: ReactNode }) => (
    <TestApiProvider apis={[[signalApiRef, { subscribe }]]}>{children}</TestApiProvider>
  );
  return { wrapper, tell: () => act(() => heard.forEach(hear => hear({} as never))) };
}
const wrapper = ({ children }: { children: ReactNode }) => <TestApiProvider apis={[]}>{children}</TestApiProvider>;

const patient = { timeout: 8000 };

test('asks again after each answer', async () => {
  let answers = 0;
  const load = async () => (answers += 1);
  const { result } = renderHook(() => usePolled(load), { wrapper });
  await waitFor(() => expect(result.current[0]).toMatchObject({ state: 'known', value: 1 }));
  await waitFor(() => expect(result.current[0]).toMatchObject({ value: 2 }), patient);
});

test('asks nothing while nobody looks, and at once when somebody does', async () => {
  hide(true);
  const load = jest.fn(async () => 'answer');
  const { result } = renderHook(() => usePolled(load), { wrapper });
  expect(load).not.toHaveBeenCalled();
  hide(false);
  await waitFor(() => expect(result.current[0]).toMatchObject({ state: 'known', value: 'answer' }));
});

test('the answer to an older question does not replace a newer one', async () => {
  const answers: ((value: string) => void)[] = [];
  const load = () => new Promise<string>(resolve => answers.push(resolve));
  const { result } = renderHook(() => usePolled(load), { wrapper });
  act(() => void result.current[1]());
  await act(async () => answers[1]?.('newer'));
  await act(async () => answers[0]?.('older'));
  expect(result.current[0]).toMatchObject({ state: 'known', value: 'newer' });
});

test('a new question forgets the answer to the old one', async () => {
  const first = async () => 'first';
  const never = () => new Promise<string>(() => {});
  const { result, rerender } = renderHook(({ load }) => usePolled(load), {
    initialProps: { load: first as () => Promise<string> },
    wrapper,
  });
  await waitFor(() => expect(result.current[0]).toMatchObject({ value: 'first' }));
  rerender({ load: never });
  expect(result.current[0]).toEqual({ state: 'loading' });
});

test('what is gone is not shown as if it were there', async () => {
  let gone = false;
  const load = async () => {
    if (gone) throw new AutocuraError(404, 'NotFoundError', 'No incident 42');
    return 'there';
  };
  const { result } = renderHook(() => usePolled(load), { wrapper });
  await waitFor(() => expect(result.current[0]).toMatchObject({ value: 'there' }));
  gone = true;
  await act(() => result.current[1]());
  expect(result.current[0]).toMatchObject({ state: 'failed', error: { status: 404 } });
});

test('asks at once when a signal says that something has changed', async () => {
  const { wrapper: told, tell } = fakeSignals();
  let answers = 0;
  const load = async () => (answers += 1);
  const { result } = renderHook(() => usePolled(load, 3_600_000), { wrapper: told });
  await waitFor(() => expect(result.current[0]).toMatchObject({ value: 1 }));
  tell();
  await waitFor(() => expect(result.current[0]).toMatchObject({ value: 2 }));
});

test('a signal is not followed while nobody looks', async () => {
  const { wrapper: told, tell } = fakeSignals();
  const load = jest.fn(async () => 'answer');
  renderHook(() => usePolled(load, 3_600_000), { wrapper: told });
  await waitFor(() => expect(load).toHaveBeenCalledTimes(1));
  hide(true);
  tell();
  expect(load).toHaveBeenCalledTimes(1);
});
