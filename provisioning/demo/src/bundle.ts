import { join } from 'node:path';
import { build } from 'esbuild';
import type { BuildOptions } from 'esbuild';

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'silent',
  external: ['pg-native'],
} satisfies BuildOptions;

export interface Programs {
  service: string;
  load: string;
}

/** Makes plain JavaScript of what runs in processes of its own: one file a program. */
export async function bundlePrograms(dir: string): Promise<Programs> {
  const outdir = join(dir, 'programs');
  await build({
    ...common,
    entryPoints: { service: join(__dirname, 'service/main.ts'), load: join(__dirname, 'load/main.ts') },
    outdir,
    outExtension: { '.js': '.cjs' },
  });
  return { service: join(outdir, 'service.cjs'), load: join(outdir, 'load.cjs') };
}

/** The same for a file from elsewhere, under a name that says nothing. */
export async function bundleModule(file: string, dir: string, name: string): Promise<string> {
  const outfile = join(dir, 'modules', `${name}.cjs`);
  await build({ ...common, entryPoints: [file], outfile });
  return outfile;
}
