import path from 'node:path';
import type { Configuration } from 'webpack';
import { merge } from 'webpack-merge';
import scaffold, { type Env } from './.config/webpack/webpack.config.ts';

/** What the scaffold builds, and what all plugins share bundled in from its sources. */
const config = async (env: Env): Promise<Configuration> =>
  merge(await scaffold(env), {
    resolve: { alias: { '@autocura/common$': path.resolve(process.cwd(), '../common/src/index.ts') } },
  });

export default config;
