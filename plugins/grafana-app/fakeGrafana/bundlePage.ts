import { build, type Plugin } from 'esbuild';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Which Grafana's packages the page is made of. */
export type Major = 12 | 13;

const app = resolve(__dirname, '..');
const trees: Record<Major, string> = { 12: app, 13: join(__dirname, 'v13') };

/** Bundles the page from the packages of one Grafana, and says where it is. */
export async function bundlePage(major: Major) {
  const tree = trees[major];
  const packages = join(tree, 'node_modules');
  if (!existsSync(join(packages, '@grafana/ui')))
    throw new Error(`${packages} is not installed: npm ci in ${tree} first`);
  const dir = join(__dirname, '.data', `v${major}`);
  mkdirSync(dir, { recursive: true });
  await build({
    entryPoints: { page: join(__dirname, 'page/main.tsx') },
    outdir: dir,
    bundle: true,
    format: 'esm',
    splitting: true,
    // Chunks of names that change would pile up otherwise.
    chunkNames: 'chunks/[name]-[hash]',
    minify: true,
    sourcemap: false,
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx' } },
    logLevel: 'error',
    loader: { '.svg': 'dataurl', '.woff': 'file', '.woff2': 'file', '.ttf': 'file', '.png': 'dataurl' },
    define: {
      'process.env.NODE_ENV': '"production"',
      global: 'window',
      // The loader of plugins puts one on the page, and packages would give themselves to that.
      define: 'undefined',
    },
    plugins: [packagesOf(tree)],
  });
  for (const file of ['system.js', 'extras/amd.js'])
    copyFileSync(join(app, 'node_modules/systemjs/dist', file), join(dir, file.replace('extras/', '')));
  const { version } = JSON.parse(readFileSync(join(packages, '@grafana/ui/package.json'), 'utf8')) as {
    version: string;
  };
  return { dir, packages, version };
}

/** Packages that core has and the tree of 13 has not; nothing of ours asks for them. */
const absent = ['d3'];

/** Our own files say packages; these come from the tree of the Grafana that is played. */
function packagesOf(tree: string): Plugin {
  const ours = join(__dirname, 'page');
  const internal = { '@grafana/runtime/internal/': 'runtime', '@grafana/i18n/internal/': 'i18n' };
  return {
    name: 'packages of one Grafana',
    setup({ onResolve, onLoad, resolve: find }) {
      onResolve({ filter: /^[^./]/ }, async ({ path, importer, kind, pluginData }) => {
        if (!importer.startsWith(ours) || pluginData === 'found') return undefined;
        for (const [prefix, name] of Object.entries(internal)) {
          if (path.startsWith(prefix))
            return { path: join(tree, `node_modules/@grafana/${name}/dist/esm/${path.slice(prefix.length)}.mjs`) };
        }
        if (absent.includes(path) && !existsSync(join(tree, 'node_modules', path)))
          return { path, namespace: 'absent' };
        // The router is @grafana/ui's; beside it lies the one that the app brings along.
        const from = /^react-router|^history$/.test(path) ? 'node_modules/@grafana/ui' : '.';
        return find(path, { kind, resolveDir: join(tree, from), pluginData: 'found' });
      });
      // Some packages look whether they run in Node.
      onResolve({ filter: /^(stream|tty|os)$/ }, ({ path }) => ({ path, namespace: 'absent' }));
      onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'export {}' }));
    },
  };
}
