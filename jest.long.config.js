const short = require('./jest.config.js');

/** Crashes, soaks and every fault in turn: what is too long for each push. */
module.exports = {
  ...short,
  testTimeout: 600_000,
  projects: short.projects.map(project => ({
    ...project,
    testMatch: ['**/*.long.test.ts'],
    testPathIgnorePatterns: ['/node_modules/', '/dist/', '/\\.data/'],
  })),
};
