import React from 'react';
import { EmptyPage } from '../EmptyPage';

export const Service = () => <EmptyPage name="Service" />;
