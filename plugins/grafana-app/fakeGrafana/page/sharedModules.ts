import * as emotionCss from '@emotion/css';
import * as emotionReact from '@emotion/react';
import * as grafanaData from '@grafana/data';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaUi from '@grafana/ui';
import * as d3 from 'd3';
import i18next from 'i18next';
import jquery from 'jquery';
import lodash from 'lodash';
import moment from 'moment';
import prismjs from 'prismjs';
import * as react from 'react';
import * as reactDom from 'react-dom';
import * as reactDomClient from 'react-dom/client';
import reactInlineSvg from 'react-inlinesvg';
import * as jsxRuntime from 'react/jsx-runtime';
import * as reactRedux from 'react-redux';
import * as reactRouterDom from 'react-router-dom';
import * as reactRouterCompat from 'react-router-dom-v5-compat';
import * as redux from 'redux';
import * as rxjs from 'rxjs';
import * as rxjsOperators from 'rxjs/operators';
import slatePlain from 'slate-plain-serializer';
import * as slateReact from 'slate-react';
import * as slate from 'slate';

/** What core lends to plugins, by the names that they ask for: one instance for all. */
export const sharedModules: Record<string, object> = {
  '@emotion/css': emotionCss,
  '@emotion/react': emotionReact,
  '@grafana/data': grafanaData,
  '@grafana/runtime': grafanaRuntime,
  '@grafana/slate-react': slateReact,
  '@grafana/ui': grafanaUi,
  d3,
  i18next: { ...i18next, default: i18next, __esModule: true },
  jquery: { default: jquery, __useDefault: true },
  lodash: { ...lodash, default: lodash, __useDefault: true },
  moment: { ...moment, default: moment, __useDefault: true },
  prismjs: { default: prismjs, __useDefault: true },
  react,
  'react-dom': reactDom,
  'react-dom/client': reactDomClient,
  'react-inlinesvg': { default: reactInlineSvg, __useDefault: true },
  'react/jsx-runtime': jsxRuntime,
  'react-redux': reactRedux,
  // Core gives plugins version 6 under this name, by the bridge to the version 5 that it has itself.
  'react-router': reactRouterCompat,
  'react-router-dom': reactRouterDom,
  redux,
  rxjs,
  'rxjs/operators': rxjsOperators,
  slate,
  'slate-plain-serializer': { default: slatePlain, __useDefault: true },
  'slate-react': slateReact,
};
