export { type Episode, type SeriesState, WatchedSeries, type Watching } from './watchedSeries';
