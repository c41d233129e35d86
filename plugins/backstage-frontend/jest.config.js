const transform = syntax => [
  '@swc/jest',
  {
    jsc: { parser: syntax, transform: { react: { runtime: 'automatic' } }, target: 'es2022' },
    module: { type: 'commonjs' },
  },
];

/** Many packages for browsers are ES modules only, so all are transformed but these: some break by turning strict. */
const untouched = [
  '@acemir',
  '@material-ui',
  'ajv',
  'core-js',
  'cssstyle',
  'highlight\\.js',
  'jest-.*',
  'jsdom',
  'json-schema',
  'knex',
  'prismjs',
  'react',
  'react-dom',
  'react-use/lib',
  'typescript',
];

module.exports = {
  displayName: 'backstage-frontend',
  rootDir: __dirname,
  roots: ['<rootDir>/src'],
  testEnvironment: '@backstage/cli/config/jest-environment-jsdom',
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  setupFilesAfterEnv: ['<rootDir>/src/setupTests.ts'],
  transformIgnorePatterns: [`/node_modules/(?:${untouched.join('|')})/`],
  transform: {
    '\\.(svg|css)$': '@backstage/cli/config/jestFileTransform.js',
    '\\.m?tsx?$': transform({ syntax: 'typescript', tsx: true }),
    '\\.m?jsx?$': transform({ syntax: 'ecmascript', jsx: true }),
  },
};
