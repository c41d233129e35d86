import type { Incident, Phase } from '@autocura/common';

const busy: Phase[] = ['planned', 'acting', 'verifying', 'undoing'];

/** Something is being done just now, or about to be: one action at a time. */
export const isBusy = ({ phase }: Pick<Incident, 'phase'>) => busy.includes(phase);
