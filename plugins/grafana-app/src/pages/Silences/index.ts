export { Silences } from './Silences';
