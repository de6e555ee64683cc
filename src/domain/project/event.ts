import type { ProjectRow } from '../../repositories/project/project.ts';
import type { WebhookEvent } from '../events/emit.ts';

type EventProject = Pick<
  ProjectRow,
  'id' | 'organizationId' | 'name' | 'slug' | 'environment' | 'isDefault' | 'createdAt' | 'updatedAt'
>;

/** Returns an event about a project. Its config has events of its own. */
export function projectEvent(
  type: 'project.created' | 'project.updated' | 'project.deleted',
  { id, organizationId, name, slug, environment, isDefault, createdAt, updatedAt }: EventProject,
): WebhookEvent {
  return {
    type,
    organizationId,
    projectId: id,
    data: { id, name, slug, environment, isDefault, createdAt, updatedAt },
  };
}
