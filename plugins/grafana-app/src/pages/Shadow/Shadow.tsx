import React from 'react';
import { EmptyPage } from '../EmptyPage';

export const Shadow = () => <EmptyPage name="Shadow" />;
