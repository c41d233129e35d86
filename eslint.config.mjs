import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const backend = './plugins/backstage-backend/src';

/** Folders that decide. They get answers as data; asking and acting is for the folders around them. */
const deciding = ['correlate', 'escalate', 'slo', 'diagnose', 'plan', 'verify', 'learn', 'health', 'watch'];
const doingIo = ['act', 'access', 'ingest', 'sources', 'store', 'notify', 'phases'];
const edges = ['loop', 'world', 'router', 'plugin', 'healer', 'watcher'];
const tests = ['**/*.test.ts', '**/*.test.tsx'];

export default tseslint.config(
  {
    ignores: ['**/node_modules/', '**/dist/', '**/dist-types/', '**/.data/', 'plugins/grafana-app/', '**/coverage/'],
  },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mjs}'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })] },
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-cycle': ['error', { ignoreExternal: true, maxDepth: 6 }],
      'import-x/no-extraneous-dependencies': [
        'error',
        {
          packageDir: [
            '.',
            './plugins/backstage-backend',
            './plugins/common',
            './plugins/backstage-frontend',
            './plugins/backstage-frontend/dev',
            './provisioning/demo',
          ],
        },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['plugins/backstage-frontend/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['plugins/*/src/**'],
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            {
              target: deciding.map(folder => `${backend}/${folder}`),
              from: [...doingIo.map(folder => `${backend}/${folder}`), ...edges.map(file => `${backend}/${file}.ts`)],
              message:
                'A deciding folder takes data and returns data. IO belongs in sources/, act/, store/ or the loop.',
            },
            {
              target: './plugins/common/src',
              from: ['./plugins/backstage-backend', './plugins/backstage-frontend'],
              message: 'common is imported by the others, never the other way.',
            },
            {
              target: './plugins/backstage-frontend',
              from: ['./plugins/backstage-backend', './plugins/common/src/schemas'],
              message: 'Browsers import @autocura/common and nothing of the backend; zod stays out of bundles.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['plugins/backstage-backend/src/**/*.ts'],
    // The last two call the Backstage that they run in.
    ignores: [
      ...tests,
      '**/testSupport/**',
      '**/test*.ts',
      `${backend.slice(2)}/outbound/**`,
      '**/channels/backstage.ts',
      '**/search/module.ts',
    ],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'What is outside is called by a Target, or by the fetch of the guard (outbound/).' },
      ],
    },
  },
  {
    files: deciding.map(folder => `plugins/backstage-backend/src/${folder}/**/*.ts`),
    ignores: [...tests, '**/testSupport/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!\\.|@autocura/common$)',
              message: 'A deciding folder imports its like and @autocura/common, no package and no Node module.',
            },
          ],
        },
      ],
      'no-restricted-globals': [
        'error',
        ...['fetch', 'process', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'require'].map(name => ({
          name,
          message: 'Take the answer as an argument; IO and timers belong at the edge.',
        })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Take the time as an argument.' },
        { object: 'Math', property: 'random', message: 'Take the id or the draw as an argument.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Take the time as an argument.' },
      ],
    },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off', 'no-console': 'off', 'import-x/no-default-export': 'off' },
  },
  {
    // Entry points that a framework finds by their default export, and programs that talk to a person.
    files: [
      'plugins/backstage-backend/src/index.ts',
      'plugins/backstage-backend/src/{scaffolder,search}/index.ts',
      'plugins/backstage-frontend/src/alpha.tsx',
      'plugins/backstage-frontend/dev/**',
      '**/jest.config.js',
    ],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    files: ['plugins/*/dev/**', 'provisioning/**'],
    rules: { 'no-console': 'off' },
  },
);
