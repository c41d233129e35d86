import { defineConfig } from 'eslint/config';
import baseConfig from './.config/eslint.config.mjs';

export default defineConfig([
  { ignores: ['dist/', 'coverage/', '.config/', 'fakeGrafana/v13/', '**/.data/'] },
  ...baseConfig,
  // Node's own names, and what a browser's console is for in a host of tests.
  { files: ['fakeGrafana/**'], rules: { 'no-console': 'off' } },
  // As in the rest of the project.
  { rules: { curly: 'off', '@typescript-eslint/array-type': 'off' } },
]);
