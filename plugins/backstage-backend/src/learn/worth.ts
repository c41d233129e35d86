/** How remedies fared, counted once per incident. `denied` counts the times people said the cause was another. */
export interface WorthRow {
  failureMode: string;
  action: string;
  service: string;
  healed: number;
  notHealed: number;
  worse: number;
  inconclusive: number;
  denied: number;
}

/** Expected share of healed tries, 0 to 1; a half where nothing is known. */
export type Worth = (remedy: Pick<WorthRow, 'failureMode' | 'action' | 'service'>) => number;

/**
 * Posterior mean over the outcomes that were measured; the inconclusive say nothing.
 * What this service has not shown itself is expected as it went elsewhere: the other services' share is
 * the prior, weighing as much as two tries, and that share has a prior of Beta(1, 1).
 */
export function worthOf(rows: WorthRow[]): Worth {
  return ({ failureMode, action, service }) => {
    const same = rows.filter(row => row.failureMode === failureMode && row.action === action);
    const elsewhere = mean(
      0.5,
      same.filter(row => row.service !== service),
    );
    return mean(
      elsewhere,
      same.filter(row => row.service === service),
    );
  };
}

function mean(prior: number, rows: WorthRow[]) {
  const healed = sum(rows, row => row.healed);
  const tries = healed + sum(rows, row => row.notHealed + row.worse);
  return (2 * prior + healed) / (2 + tries);
}

const sum = (rows: WorthRow[], of: (row: WorthRow) => number) => rows.reduce((total, row) => total + of(row), 0);
