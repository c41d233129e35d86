export { type FakeUser, IdentitySigner } from './identity';
export { type FakeGrafana, type FakeGrafanaOptions, type Interfered, startFakeGrafana } from './fakeGrafana';
