import { ProxiedSignInPage } from '@backstage/core-components';
import { createApp } from '@backstage/frontend-defaults';
import { createFrontendModule, PageBlueprint, type ExtensionDefinition } from '@backstage/frontend-plugin-api';
import autocuraPlugin from '@autocura/backstage-plugin/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { Navigate } from 'react-router-dom';

/** Everybody is the guest, without being asked. It has no name because only so it replaces the app's own. */
const signIn = SignInPageBlueprint.make({
  params: { loader: async () => props => <ProxiedSignInPage {...props} provider="guest" /> },
}) as ExtensionDefinition;

const home = PageBlueprint.make({
  name: 'home',
  params: { path: '/', noHeader: true, loader: async () => <Navigate to="/autocura" replace /> },
});

export const app = createApp({
  features: [autocuraPlugin, catalogPlugin, createFrontendModule({ pluginId: 'app', extensions: [signIn, home] })],
});
