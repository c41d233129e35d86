import React from 'react';
import { EmptyPage } from '../EmptyPage';

export const Services = () => <EmptyPage name="Services" />;
