export { onCard } from './onCard';
export { Predictor } from './predictor';
