export { forecaster } from './forecaster';
