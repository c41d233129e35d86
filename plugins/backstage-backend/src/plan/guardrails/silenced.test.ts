import { aSubject, someFacts } from '../examples';
import { silenced } from './silenced';

test('G-07 during a silence a person is asked', () => {
  expect(silenced.judge(aSubject(), someFacts({ silenced: 'maintenance until noon' }))).toEqual({
    decision: 'ask',
    reason: 'people asked for quiet: maintenance until noon',
  });
  expect(silenced.judge(aSubject(), someFacts())).toBeUndefined();
});
