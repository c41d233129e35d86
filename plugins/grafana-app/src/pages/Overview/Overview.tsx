import React from 'react';
import { EmptyPage } from '../EmptyPage';

export const Overview = () => <EmptyPage name="Overview" />;
