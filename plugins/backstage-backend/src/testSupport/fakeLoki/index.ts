export { type FakeLoki, fakeLoki } from './fakeLoki';
