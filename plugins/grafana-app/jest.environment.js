const { default: JsdomEnvironment } = require('jest-environment-jsdom');

/** A browser's globals that jsdom lacks, as Node has them. */
module.exports = class extends JsdomEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, { fetch, Headers, Request, Response });
  }
};
