export { type Doubts, doubts } from './doubts';
export { type Earned, earned, type Remedy, type Trial, type Untouched } from './earned';
export { type Worth, worthOf, type WorthRow } from './worth';
