import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { apiReport } from './apiReport';

const root = join(__dirname, '../..');
const packages = ['common', 'backstage-frontend', 'backstage-backend'];
/** What the HTTP API takes and answers; it is held against its released OpenAPI document. */
const heldElsewhere = ['./schemas', './package.json'];

export interface Report {
  /** Where it is kept, from the root. */
  file: string;
  text: string;
}

/** Of each way into each package, as it is now. */
export function reports(): Report[] {
  const ways = packages.flatMap(waysInto);
  const path = join(root, 'tsconfig.json');
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(path, ts.sys.readFile).config, ts.sys, root);
  const { incremental: _, tsBuildInfoFile: _file, ...rest } = options;
  const program = ts.createProgram({ rootNames: ways.map(({ source }) => source), options: { ...rest, noEmit: true } });
  return ways.map(({ from, file, source }) => ({
    file,
    text: `# What \`${from}\` exports\n\n\`\`\`ts\n${apiReport(program, source)}\n\`\`\`\n`,
  }));
}

function waysInto(folder: string) {
  const at = join('plugins', folder);
  const known = JSON.parse(readFileSync(join(root, at, 'package.json'), 'utf8')) as {
    name: string;
    exports: Record<string, string>;
  };
  return Object.entries(known.exports)
    .filter(([way]) => !heldElsewhere.includes(way))
    .map(([way, source]) => {
      const suffix = way === '.' ? '' : `-${way.slice(2)}`;
      return {
        from: join(known.name, way),
        file: join(at, `report${suffix}.api.md`),
        source: join(root, at, source),
      };
    });
}
