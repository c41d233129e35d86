const scaffold = require('./.config/jest.config');
const { grafanaESModules, nodeModulesToTransform } = require('./.config/jest/utils');

const [swc] = Object.values(scaffold.transform);
/** Modules only, as others of the scaffold's list are. */
const esModules = [
  '@grafana/react-data-grid',
  '@react-hookz',
  '@ver0',
  'd3-[a-z-]+',
  'delaunator',
  'internmap',
  'yaml',
];

module.exports = {
  ...scaffold,
  testEnvironment: '<rootDir>/jest.environment.js',
  moduleNameMapper: {
    ...scaffold.moduleNameMapper,
    '^@autocura/common$': '<rootDir>/../common/src/index.ts',
  },
  // The scaffold leaves .mjs alone, and d3 ships modules under that name.
  transform: { '^.+\\.m?[tj]sx?$': swc },
  transformIgnorePatterns: [nodeModulesToTransform([...grafanaESModules, ...esModules])],
  // The first run compiles all of @grafana/ui.
  testTimeout: 120_000,
};
