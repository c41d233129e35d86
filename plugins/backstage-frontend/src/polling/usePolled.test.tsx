import { AutocuraError } from '@autocura/common';
import { act, renderHook, waitFor } from '@testing-library/react';
import { usePolled } from './usePolled';

function hide(hidden: boolean) {
  Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
}
afterEach(() => hide(false));

const patient = { timeout: 8000 };

test('asks again after each answer', async () => {
  let answers = 0;
  const load = async () => (answers += 1);
  const { result } = renderHook(() => usePolled(load));
  await waitFor(() => expect(result.current[0]).toMatchObject({ state: 'known', value: 1 }));
  await waitFor(() => expect(result.current[0]).toMatchObject({ value: 2 }), patient);
});

test('asks nothing while nobody looks, and at once when somebody does', async () => {
  hide(true);
  const load = jest.fn(async () => 'answer');
  const { result } = renderHook(() => usePolled(load));
  expect(load).not.toHaveBeenCalled();
  hide(false);
  await waitFor(() => expect(result.current[0]).toMatchObject({ state: 'known', value: 'answer' }));
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

test('what is gone is not shown as if it were there', async () => {
  let gone = false;
  const load = async () => {
    if (gone) throw new AutocuraError(404, 'NotFoundError', 'No incident 42');
    return 'there';
  };
  const { result } = renderHook(() => usePolled(load));
  await waitFor(() => expect(result.current[0]).toMatchObject({ value: 'there' }));
  gone = true;
  await act(() => result.current[1]());
  expect(result.current[0]).toMatchObject({ state: 'failed', error: { status: 404 } });
});
