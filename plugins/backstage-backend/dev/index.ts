import { createBackend } from '@backstage/backend-defaults';
import app from '@backstage/plugin-app-backend';
import auth from '@backstage/plugin-auth-backend';
import guest from '@backstage/plugin-auth-backend-module-guest-provider';
import catalog from '@backstage/plugin-catalog-backend';
import autocura from '../src';
import { rootHttpRouter } from './rootHttpRouter';
import { rootLogger } from './rootLogger';

// Nobody reads the log any more: to log that would be the next error, without end.
for (const output of [process.stdout, process.stderr]) output.on('error', () => {});

/** Autocura alone, in a Backstage of its own. Configured by --config FILE. */
const backend = createBackend();
[rootLogger, rootHttpRouter, app, auth, guest, catalog, autocura].forEach(feature => backend.add(feature));
void backend.start();

// Started by another program, it ends with it.
if (process.connected) process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
