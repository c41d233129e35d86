export { type FakeUser, IdentitySigner } from './identity';
export { type FakeGrafana, type FakeGrafanaOptions, startFakeGrafana } from './fakeGrafana';
