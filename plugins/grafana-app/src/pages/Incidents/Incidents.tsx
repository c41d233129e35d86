import React from 'react';
import { EmptyPage } from '../EmptyPage';

export const Incidents = () => <EmptyPage name="Incidents" />;
