import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where our version stands, and in which words; `V` is the version. */
const places: Record<string, string[]> = {
  'package.json': ['"version": "V"'],
  'plugins/common/package.json': ['"version": "V"'],
  'plugins/backstage-backend/package.json': ['"version": "V"', '"@autocura/common": "V"'],
  'plugins/backstage-frontend/package.json': ['"version": "V"', '"@autocura/common": "V"'],
  'plugins/backstage-frontend/dev/package.json': ['"@autocura/backstage-plugin": "V"'],
  'plugins/grafana-app/package.json': ['"version": "V"'],
  'provisioning/demo/package.json': ['"version": "V"'],
  'docker-compose.yml': ['image: autocura:V'],
  'provisioning/kubernetes/install/api.yaml': ['image: autocura:V'],
  'provisioning/kubernetes/install/backup.yaml': ['image: autocura:V'],
  'provisioning/kubernetes/install/healer.yaml': ['image: autocura:V'],
  'provisioning/kubernetes/install/watcher.yaml': ['image: autocura:V'],
  'docs/operations.md': ['docker build -t autocura:V'],
};

export const versionOf = (root: string) =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;

/** Where the version does not stand as it should: one line each. */
export function astray(root: string): string[] {
  const version = versionOf(root);
  return Object.entries(places).flatMap(([file, words]) => {
    const text = readFileSync(join(root, file), 'utf8');
    const wanted = words.map(one => one.replace('V', version));
    return wanted.filter(one => !text.includes(one)).map(one => `${file} does not say ${one}`);
  });
}

/** Everywhere at once. Both lockfiles are npm's to follow. */
export function setVersion(root: string, version: string) {
  const before = versionOf(root);
  for (const [file, words] of Object.entries(places)) {
    let text = readFileSync(join(root, file), 'utf8');
    for (const one of words) text = text.replace(one.replace('V', before), one.replace('V', version));
    writeFileSync(join(root, file), text);
  }
}
