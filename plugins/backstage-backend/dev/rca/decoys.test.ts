import type { ChangeRecord } from '../../src/diagnose/localize';
import { around, input, series } from '../../src/diagnose/localize/testSupport/given';
import { withDecoys } from './decoys';

const commit = (id: string, time: number): ChangeRecord => ({
  ...{ id, time, kind: 'commit', message: id, files: [], diff: '' },
});
const outage = input({
  series: [series('till.errors', around(1), [90, 90, 90, 90, 90, 90]), series('post.errors', around(1), around(1, 6))],
  changes: [commit('own', 5000), commit('older', 1000)],
});

test('commits of another outage are rolled out to the suspect before the youngest of its own', () => {
  const other = input({ changes: [commit('a', 1), commit('b', 2)] });
  const { changes } = withDecoys(outage, other, 'other');
  expect(changes.slice(0, 2)).toEqual(outage.changes);
  expect(changes.slice(2).map(({ id, kind, time, service }) => [id, kind, time, service])).toEqual([
    ['other a', 'commit', 4880, undefined],
    ['other a', 'deploy', 4940, 'till'],
    ['other b', 'commit', 4820, undefined],
    ['other b', 'deploy', 4880, 'till'],
  ]);
});
