import React from 'react';
import { EmptyPage } from '../EmptyPage';

export const Incident = () => <EmptyPage name="Incident" />;
