const node = name => ({
  displayName: name.split('/').pop(),
  rootDir: `${__dirname}/${name}`,
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/\\.data/', '\\.long\\.test\\.ts$'],
  modulePathIgnorePatterns: ['/dist/', '/\\.data/'],
  transform: { '^.+\\.m?[tj]sx?$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
});

module.exports = {
  testTimeout: 60_000,
  projects: [
    node('plugins/common'),
    node('plugins/backstage-backend'),
    node('provisioning'),
    require('./plugins/backstage-frontend/jest.config.js'),
  ],
};
