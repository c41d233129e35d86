export { type Doubts, doubts } from './doubts';
export { type Worth, worthOf, type WorthRow } from './worth';
