export { type Expected, forecast, leastHours } from './forecast';
