import type { Evidence, Question } from '@autocura/common';
import { missing } from '@autocura/common';
import { symptomQuestions } from './questions';
import { symptomsOf } from './symptoms';

const answer = (question: Question, value: number | undefined): Evidence => ({
  id: `${question.service}-${question.signal}`,
  question,
  source: 'prometheus',
  family: 'test',
  query: question.signal,
  unit: question.signal === 'requests.p95' ? 's' : 'ratio',
  measurement:
    value === undefined
      ? missing('no series')
      : { state: 'measured', value, at: '2026-01-05T10:00:00.000Z', normal: 0.1 },
});

test('each question is asked once, cited ones and how much traffic there is included', () => {
  const questions = symptomQuestions(
    ['cart'],
    [
      { service: 'cart', signal: 'requests.errors' },
      { service: 'cart', signal: 'pool.waiting' },
    ],
  );
  expect(questions.map(({ signal }) => signal)).toEqual([
    'requests.errors',
    'requests.p95',
    'availability',
    'requests.rate',
    'pool.waiting',
  ]);
  expect(questions.every(({ normal }) => normal)).toBe(true);
});

test('what tells nothing is neither bad nor good', () => {
  const found = symptomsOf([
    answer({ service: 'cart', signal: 'requests.p95' }, 1.26),
    answer({ service: 'cart', signal: 'requests.errors' }, 0.1),
    answer({ service: 'cart', signal: 'availability' }, undefined),
  ]);
  expect(found).toEqual({
    bad: ['response time (p95) of cart is 1.26 s, usually 100 ms'],
    good: ['error ratio of cart is 10 %, usually 10 %'],
  });
});
