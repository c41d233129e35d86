import CopyWebpackPlugin from 'copy-webpack-plugin';
import { globSync } from 'glob';
import path from 'node:path';
import type { Configuration } from 'webpack';
import { merge } from 'webpack-merge';
import scaffold, { type Env } from './.config/webpack/webpack.config.ts';

/** The data source and the panels that come with the app. */
const nested = globSync('*/**/plugin.json', { cwd: 'src' }).map(file => path.dirname(file));

/** What the scaffold builds, what all plugins share bundled in from its sources, and the one logo for all of them. */
const config = async (env: Env): Promise<Configuration> =>
  merge(await scaffold(env), {
    resolve: { alias: { '@autocura/common$': path.resolve(process.cwd(), '../common/src/index.ts') } },
    plugins: [
      new CopyWebpackPlugin({ patterns: nested.map(folder => ({ from: 'img/logo.svg', to: `${folder}/img/` })) }),
    ],
  });

export default config;
