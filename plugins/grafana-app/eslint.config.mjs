import { defineConfig } from 'eslint/config';
import baseConfig from './.config/eslint.config.mjs';

export default defineConfig([
  { ignores: ['dist/', 'coverage/', '.config/'] },
  ...baseConfig,
  // As in the rest of the project.
  { rules: { curly: 'off', '@typescript-eslint/array-type': 'off' } },
]);
