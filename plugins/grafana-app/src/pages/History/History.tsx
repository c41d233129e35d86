import React from 'react';
import { EmptyPage } from '../EmptyPage';

export const History = () => <EmptyPage name="History" />;
