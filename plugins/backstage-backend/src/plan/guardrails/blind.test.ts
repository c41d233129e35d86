import { aSubject, someFacts } from '../examples';
import { blind } from './blind';

test('G-71 nothing runs by itself while what is measured cannot be trusted', () =>
  expect(blind.judge(aSubject(), someFacts({ blind: '1 targets answer, an hour ago 9 did' }))).toEqual({
    decision: 'ask',
    reason: 'what is measured cannot be trusted: 1 targets answer, an hour ago 9 did',
  }));

test('while it can be trusted it has nothing to say', () =>
  expect(blind.judge(aSubject(), someFacts())).toBeUndefined());
