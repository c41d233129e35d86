import React from 'react';
import { EmptyPage } from '../EmptyPage';

export const Missing = () => <EmptyPage name="Missing" />;
