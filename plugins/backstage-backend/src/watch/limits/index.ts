export { isBeyond, type Limited, limits } from './limits';
export { type TurnedOut, turnedOut } from './turnedOut';
