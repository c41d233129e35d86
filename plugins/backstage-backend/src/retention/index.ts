export { RecordKeeper } from './recordKeeper';
