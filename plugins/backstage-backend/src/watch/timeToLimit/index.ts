export { type Limit, type Prediction, TimeToLimit } from './timeToLimit';
