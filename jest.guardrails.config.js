const { projects } = require('./jest.config.js');

/** The tests of planning with one guardrail taken out, whose id `WITHOUT_GUARDRAIL` names. */
module.exports = {
  ...projects.find(({ displayName }) => displayName === 'backstage-backend'),
  testMatch: ['**/src/plan/**/*.test.ts'],
  setupFilesAfterEnv: ['<rootDir>/dev/withoutGuardrail.ts'],
};
