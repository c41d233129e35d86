import type { Guardrail } from '../src/plan';

export interface Proof {
  guardrail: string;
  keeps: string[];
  /** How many tests fail without it. */
  failed: number;
  /** Statements whose tests pass all the same; without a statement, the guardrail itself where no test fails. */
  unproven: string[];
  /** Tests of other statements that fail with it: something else than what they say made them pass. */
  foreign: string[];
}

/** What the names of the tests that fail without a guardrail show. */
export function proofOf({ id, keeps }: Pick<Guardrail, 'id' | 'keeps'>, failed: string[]): Proof {
  const missing = keeps.filter(number => !failed.some(name => numbersIn(name).includes(number)));
  return {
    guardrail: id,
    keeps,
    failed: failed.length,
    unproven: failed.length === 0 && keeps.length === 0 ? [id] : missing,
    foreign: failed.filter(name => {
      const numbers = numbersIn(name);
      return numbers.length > 0 && !numbers.some(number => keeps.includes(number));
    }),
  };
}

const numbersIn = (name: string): string[] => name.match(/G-\d{2}/g) ?? [];

export const isProven = ({ unproven, foreign }: Proof) => unproven.length === 0 && foreign.length === 0;

/** The proofs, as people read them. */
export function proofTable(proofs: Proof[]): string {
  const rows = [
    ['guardrail', 'keeps', 'tests that fail without it', ''],
    ...proofs.map(proof => [
      proof.guardrail,
      proof.keeps.join(' ') || '–',
      String(proof.failed),
      isProven(proof) ? 'proven' : problemOf(proof),
    ]),
  ];
  const widths = [0, 1, 2].map(column => Math.max(...rows.map(row => row[column]!.length)));
  return rows
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const problemOf = ({ unproven, foreign }: Proof) =>
  [
    ...(unproven.length > 0 ? [`unproven: ${unproven.join(' ')}`] : []),
    ...(foreign.length > 0 ? [`fails too: ${foreign.join('; ')}`] : []),
  ].join('. ');
