import React from 'react';
import { EmptyPage } from '../EmptyPage';

export const Policies = () => <EmptyPage name="Policies" />;
