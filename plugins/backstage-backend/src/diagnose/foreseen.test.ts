import type { Evidence, Prediction, Question } from '@autocura/common';
import { limitedKinds } from '@autocura/common';
import { foreseen, foreseenQuestions } from './foreseen';

const start = Date.UTC(2026, 0, 1);
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();
const latest = { at: at(0), value: 0.7, likelihood: 0.82, eta: at(120), lo: at(90), hi: at(180) };
const prediction = (more: Partial<Prediction> = {}): Prediction => ({
  ...{ id: 'p1', service: 'cart', kind: 'memory', unit: 'ratio', limit: 0.95, direction: 'above' },
  ...{ horizonMs: 600_000, told: latest, latest, standing: true },
  ...more,
});
const answer = (question: Question): Evidence => ({
  ...{ id: `${question.service} ${question.signal}`, question, source: 'prometheus', family: 'kubernetes' },
  ...{ query: question.signal, unit: 'bytes', measurement: { state: 'measured', value: 1, at: at(0) } },
});
const look = (predictions: Prediction[]) =>
  foreseen({ predictions, evidence: foreseenQuestions(predictions).map(answer), at: at(0) });

test('what is expected is the likely cause, with when it comes and what prevents it', () =>
  expect(look([prediction()])).toMatchObject({
    looked: ['cart'],
    hypotheses: [
      {
        ...{ id: 'cart/memory-leak', service: 'cart', failureMode: 'memory-leak', standing: 'likely' },
        because: [
          {
            says: 'memory is at 70 % and is expected to reach 95 %, in 90 s to 3 min (82 % likely)',
            evidence: ['cart memory.used', 'cart memory.limit'],
          },
        ],
        remedies: [{ action: 'restart', target: 'cart' }],
      },
    ],
  }));

test('a disk is cleaned before it is full', () =>
  expect(look([prediction({ kind: 'disk', limit: 0.03, direction: 'below' })]).hypotheses[0]).toMatchObject({
    failureMode: 'disk-full',
    remedies: [{ action: 'clean-scratch' }],
  }));

test('a band without an end says since when', () => {
  const { hi: _, ...open } = latest;
  expect(look([prediction({ latest: open })]).hypotheses[0]?.because[0]?.says).toContain('in 90 s at the earliest (');
});

test('what nothing is known to prevent has no likely cause', () =>
  expect(look([prediction({ kind: 'certificate', unit: 's', limit: 0 })]).hypotheses).toEqual([]));

test.each(limitedKinds)('a limit of %s that is expected can be told', kind =>
  expect(() => look([prediction({ kind })])).not.toThrow(),
);

test('what could not be measured is not cited', () => {
  const [used] = foreseenQuestions([prediction()]);
  const evidence: Evidence[] = [{ ...answer(used!), measurement: { state: 'missing', reason: 'no data' } }];
  const { hypotheses } = foreseen({ predictions: [prediction()], evidence, at: at(0) });
  expect(hypotheses[0]?.because[0]?.evidence).toEqual([]);
});
