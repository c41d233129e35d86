import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A machine that does much else at the same time draws a page in seconds.
configure({ asyncUtilTimeout: 8_000 });
