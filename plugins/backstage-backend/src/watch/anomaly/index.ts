export { AnomalyDetector, type DetectorState, type Judgement, type Watched } from './anomalyDetector';
