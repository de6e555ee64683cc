import type { ProjectRow } from '../../repositories/project/project.ts';
import type { EventType, WebhookEvent } from './emit.ts';

type EventProject = Pick<
  ProjectRow,
  'id' | 'organizationId' | 'name' | 'slug' | 'environment' | 'isDefault' | 'createdAt' | 'updatedAt'
>;

/** Returns an event about a project, with further data. Its config has events of its own. */
export function projectEvent(
  type: Exclude<Extract<EventType, `project.${string}`>, 'project.config.updated'>,
  { id, organizationId, name, slug, environment, isDefault, createdAt, updatedAt }: EventProject,
  more: object = {},
): WebhookEvent {
  return {
    type,
    organizationId,
    projectId: id,
    data: { id, name, slug, environment, isDefault, createdAt, updatedAt, ...more },
  };
}
