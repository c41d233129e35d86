/** Of the published packages, but in no list of what they export; core itself imports them. */
declare module '@grafana/i18n/internal/i18n' {
  export function initializeI18n(options: { language: string; ns: string[] }, regionalFormat: string): Promise<object>;
}
declare module '@grafana/runtime/internal/components/*' {
  import type { ComponentType } from 'react';
  import type { PanelDataErrorViewProps, PanelRendererType, PluginPageProps } from '@grafana/runtime';
  export function setPanelDataErrorView(view: ComponentType<PanelDataErrorViewProps>): void;
  export function setPanelRenderer(renderer: PanelRendererType): void;
  export function setPluginPage(page: ComponentType<PluginPageProps>): void;
}
declare module '@grafana/runtime/internal/services/pluginExtensions/getObservablePluginLinks' {
  import type { PluginExtensionLink } from '@grafana/data';
  import type { Observable } from 'rxjs';
  export function setGetObservablePluginLinks(
    links: (options: {
      extensionPointId: string;
      context?: object;
      limitPerPlugin?: number;
    }) => Observable<PluginExtensionLink[]>,
  ): void;
}
declare module '*.css';

/** Lent to plugins as they are, and looked into nowhere. */
declare module 'd3';
declare module 'prismjs';
declare module 'slate';
declare module 'slate-plain-serializer';
declare module 'slate-react';

/** The version 5 that core has; beside it lies the 6 that the app brings along. */
declare module 'react-router-dom' {
  import type { ComponentType, ReactNode } from 'react';
  interface RouteProps {
    path?: string;
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    component?: ComponentType<any>;
    render?: () => ReactNode;
  }
  export const Route: ComponentType<RouteProps>;
  export const Router: ComponentType<{ history: object; children: ReactNode }>;
  export const Switch: ComponentType<{ children: ReactNode }>;
  export function useLocation(): { pathname: string; search: string };
  export function useParams<P>(): P;
}
declare module 'react-router-dom-v5-compat' {
  import type { ComponentType, ReactNode } from 'react';
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  export const CompatRoute: ComponentType<{ path: string; component: ComponentType<any> }>;
  export const CompatRouter: ComponentType<{ children: ReactNode }>;
}
