import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const promtool = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync('promtool', args, { cwd: __dirname, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
};

interface Rules {
  groups: {
    rules: { alert: string; expr: string; labels: Record<string, string>; annotations: Record<string, string> }[];
  }[];
}

const { groups } = parse(readFileSync(join(__dirname, 'rules.yml'), 'utf8')) as Rules;
const rules = groups.flatMap(group => group.rules);

test.each([
  ['check', 'config', '--syntax-only', 'prometheus.yml'],
  ['check', 'rules', 'rules.yml'],
  ['test', 'rules', 'rules.test.yml'],
])('promtool %s %s %s', (...args) => {
  expect(promtool(...args)).toMatchObject({ status: 0 });
});

test.each(rules)('$alert says how bad it is and what is seen, and names no service in its rule', rule => {
  expect(['critical', 'warning']).toContain(rule.labels.severity);
  expect(rule.annotations.summary).toMatch(/\$labels/);
  expect(rule.expr).not.toMatch(/gateway|catalogue|recommend|cart|orders|payment|inventory|bank/);
});
