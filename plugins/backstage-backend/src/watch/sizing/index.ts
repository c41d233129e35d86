export { type Course, type Observed, sizings, type Sizing, sizingSignals } from './sizing';
