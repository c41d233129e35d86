/** Packages that are ES modules only. Node loads them as they are, Jest does not. */
const esModules = ['@kubernetes/client-node', 'openid-client', 'oauth4webapi', 'jose', '@noble/hashes', '@scure/base'];

const node = name => ({
  displayName: name.split('/').pop(),
  rootDir: `${__dirname}/${name}`,
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/\\.data/', '\\.long\\.test\\.ts$'],
  modulePathIgnorePatterns: ['/dist/', '/\\.data/'],
  transform: { '^.+\\.m?[tj]sx?$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
  transformIgnorePatterns: [`/node_modules/(?!(.+/node_modules/)?(${esModules.join('|')})/)`],
});

module.exports = {
  testTimeout: 180_000,
  // A worker keeps what each suite leaves behind; a larger one is slow to tidy up.
  workerIdleMemoryLimit: '1500MB',
  projects: [
    node('plugins/common'),
    node('plugins/backstage-backend'),
    node('provisioning'),
    node('plugins/grafana-app/fakeGrafana'),
    node('plugins/grafana-app/e2e'),
    node('plugins/backstage-frontend/e2e'),
    require('./plugins/backstage-frontend/jest.config.js'),
  ],
};
