export { budgetLeft, burnsOf, windowsOf } from './burn';
