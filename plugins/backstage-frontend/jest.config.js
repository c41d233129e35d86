const transform = (syntax, jsx) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax, ...(syntax === 'typescript' ? { tsx: jsx } : { jsx }) },
      transform: { react: { runtime: 'automatic' } },
      target: 'es2022',
    },
    module: { type: 'commonjs' },
  },
];
const readyForNode = [
  '@material-ui',
  'core-js',
  'jest-.*',
  'jsdom',
  'react',
  'react-dom',
  'typescript',
  'highlight\\.js',
];

module.exports = {
  displayName: 'backstage-frontend',
  rootDir: `${__dirname}`,
  testEnvironment: '@backstage/cli/config/jest-environment-jsdom',
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  moduleNameMapper: { '\\.css$': 'jest-css-modules' },
  setupFilesAfterEnv: ['<rootDir>/src/setupTests.ts'],
  // Packages for browsers come as ES modules; those listed do not, or too many to transform each time.
  transformIgnorePatterns: [`/node_modules/(?:${readyForNode.join('|')})/`],
  transform: {
    '\\.(ts|mts)$': transform('typescript', false),
    '\\.tsx$': transform('typescript', true),
    '\\.m?jsx?$': transform('ecmascript', true),
  },
};
