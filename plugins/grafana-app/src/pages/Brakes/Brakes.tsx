import React from 'react';
import { EmptyPage } from '../EmptyPage';

export const Brakes = () => <EmptyPage name="Brakes" />;
