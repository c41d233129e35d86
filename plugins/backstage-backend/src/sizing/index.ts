export { acceptSizing, refuseSizing, type SizingAnswerOptions } from './answer';
export { Sizer } from './sizer';
