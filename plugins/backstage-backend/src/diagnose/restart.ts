import type { Step } from '@autocura/common';

export const restart = (service: string): Step => ({ action: 'restart', target: service, params: { service } });
