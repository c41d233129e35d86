import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** What promtool says about expressions evaluated on synthetic series. */
export interface PromtoolTest {
  interval: string;
  input_series: { series: string; values: string }[];
  promql_expr_test: { expr: string; eval_time: string; exp_samples: { labels: string; value: number }[] }[];
}

/** Runs `promtool check rules` over expressions; answers what it objects to, empty when nothing. */
export const checkExpressions = (expressions: string[]) =>
  promtool('check', {
    groups: [{ name: 'g', rules: expressions.map((expr, i) => ({ record: `r${i}`, expr })) }],
  });

/** Runs `promtool test rules`; answers what differs, empty when nothing. */
export const testExpressions = (tests: PromtoolTest[]) => promtool('test', { rule_files: [], tests });

function promtool(command: 'check' | 'test', content: object): string {
  const dir = mkdtempSync(join(tmpdir(), 'promtool-'));
  const file = join(dir, 'rules.yml');
  writeFileSync(file, stringify(content, { lineWidth: 0 }));
  try {
    const { status, stdout, stderr } = spawnSync('promtool', [command, 'rules', file], { encoding: 'utf8' });
    return status === 0 ? '' : `${stdout}${stderr}` || `promtool ended with ${status}`;
  } finally {
    rmSync(dir, { recursive: true });
  }
}
