import { type Given, judged } from '../testSupport/given';
import { diskFull } from './diskFull';

const full: Given = { free: { value: 0, normal: 0.9 }, errors: { value: 0.9, normal: 0 } };

test.each<{ name: string; given: Given; support: number }>([
  { name: 'nothing is free and it fails', given: full, support: 6 },
  { name: 'nothing is free, errors unknown', given: { free: 0 }, support: 5 },
  { name: 'little is left', given: { ...full, free: { value: 0.06, normal: 0.9 } }, support: 3 },
  {
    name: 'little is left and calls of it fail',
    given: { ...full, free: { value: 0.06, normal: 0.9 }, calls: { parts: { backend: 0.8 } } },
    support: 1,
  },
  { name: 'full, and its calls fail too', given: { ...full, calls: { parts: { backend: 0.8 } } }, support: 6 },
  { name: 'always this full', given: { ...full, free: { value: 0.06, normal: 0.07 } }, support: -3 },
  { name: 'half is free', given: { ...full, free: { value: 0.5, normal: 0.9 } }, support: -6 },
  { name: 'the disk is unknown', given: { errors: 1 }, support: 0 },
])('$name', ({ given, support }) => expect(judged(diskFull, given).support).toBe(support));

test('its scratch files are deleted', () => expect(judged(diskFull, full).actions).toEqual(['clean-scratch api']));
