import React from 'react';
import { Answers } from './Answers';
import { Settings, type AppSettings } from './Settings';
import { TestAlert } from './TestAlert';

const loadAnew = () => window.location.reload();

/** What has to be set, and the proof that it works. */
export const Configuration = ({ settings, saved = loadAnew }: { settings: AppSettings; saved?: () => void }) => (
  <>
    <Settings settings={settings} saved={saved} />
    <Answers />
    <TestAlert />
  </>
);
