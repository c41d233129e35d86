import { type AnnotatedEntity, serviceOfEntity } from '@autocura/common';

/** They tell that a service runs, though not how it is called. */
const telling = ['pagerduty.com/service-id', 'pagerduty.com/integration-key'];

/** Whether an entity says that it is a service that runs: what card and tab are for. */
export const isAutocuraAvailable = (entity: AnnotatedEntity) =>
  serviceOfEntity(entity).mappedBy !== 'metadata.name' || telling.some(name => entity.metadata.annotations?.[name]);
