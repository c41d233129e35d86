import React from 'react';
import { EmptyPage } from '../EmptyPage';

export const Config = () => <EmptyPage name="Config" />;
