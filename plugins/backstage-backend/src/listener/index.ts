export { plainServer, secureServer } from './server';
export { type ListenerSettings, listenerSettings } from './settings';
export { whileStarting } from './whileStarting';
