export { type Limit, type Memory, type Prediction, TimeToLimit } from './timeToLimit';
