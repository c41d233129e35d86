const scaffold = require('./.config/jest.config');

const [swc] = Object.values(scaffold.transform);

module.exports = {
  ...scaffold,
  // The scaffold leaves .mjs alone, and d3 ships modules under that name.
  transform: { '^.+\\.m?[tj]sx?$': swc },
  // The first run compiles all of @grafana/ui.
  testTimeout: 120_000,
};
