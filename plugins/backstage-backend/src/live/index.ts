export { lookAgain } from './lookAgain';
export { Lookers } from './lookers';
