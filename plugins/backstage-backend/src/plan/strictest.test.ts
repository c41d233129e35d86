import type { Verdict } from '@autocura/common';
import fc from 'fast-check';
import { byStrictness, strictest } from './strictest';

const moment = fc.integer({ min: 0, max: 4e12 }).map(ms => new Date(ms).toISOString());
const verdict: fc.Arbitrary<Verdict> = fc.oneof(
  fc.record({ guardrail: fc.string(), reason: fc.string(), decision: fc.constantFrom('allow', 'ask', 'deny') }),
  fc.record({ guardrail: fc.string(), reason: fc.string(), decision: fc.constant('deny' as const), until: moment }),
);

test('the strictest verdict always wins, wherever it stands', () => {
  fc.assert(
    fc.property(fc.array(verdict), verdicts => {
      const { decision, until } = strictest(verdicts);
      const has = (wanted: Verdict['decision']) => verdicts.some(one => one.decision === wanted);
      expect(decision).toBe(has('deny') ? 'deny' : has('ask') ? 'ask' : 'allow');
      const forGood = verdicts.some(one => one.decision === 'deny' && one.until === undefined);
      expect(until === undefined).toBe(decision !== 'deny' || forGood);
    }),
  );
});

test('of denials that time cures the longest wins', () => {
  fc.assert(
    fc.property(fc.array(moment, { minLength: 1 }), moments => {
      const denials = moments.map((until): Verdict => ({ guardrail: 'g', decision: 'deny', reason: 'r', until }));
      expect(Date.parse(strictest(denials).until ?? '')).toBe(Math.max(...moments.map(iso => Date.parse(iso))));
    }),
  );
});

test('no verdict is lost, and the strictest stands first', () => {
  fc.assert(
    fc.property(fc.array(verdict, { minLength: 1 }), verdicts => {
      const sorted = byStrictness(verdicts);
      expect(new Set(sorted)).toEqual(new Set(verdicts));
      expect(sorted[0]).toEqual(strictest(verdicts));
    }),
  );
});
