/** The channel of Backstage's signals over which people hear that something they look at has changed; never what. */
export const liveChannel = 'autocura';
