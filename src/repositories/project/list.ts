import { sql } from 'kysely';
import { defineList } from '../../postgres/pagination/list-query.ts';
import { idWithinProject, isVisible, type ProjectRow, projectColumns } from './project.ts';

export type ProjectFilter = {
  readonly isDefault: boolean;
  readonly environment: ProjectRow['environment'];
  /** A substring of the name or the slug, case-insensitive. */
  readonly search: string;
};

/** Projects, by organization. */
export const projectList = defineList<ProjectFilter, ProjectRow>()({
  table: 'project',
  owner: 'organization',
  rareColumns: () => ({ configId: idWithinProject('pcfg', sql.ref('project.id')) }),
  rows: (db) => db.selectFrom('project'),
  isVisible,
  columns: projectColumns,
  ownerOf: ({ organizationId }) => organizationId,
  filters: {
    isDefault: (eb, isDefault) => eb('is_default', '=', isDefault),
    environment: (eb, environment) => eb('environment', '=', environment),
    search: (eb, text) => {
      const within = (column: 'name' | 'slug') =>
        eb(sql`strpos(lower(${sql.ref(column)}), lower(${text}))`, '>', sql`0`);
      return eb.or([within('name'), within('slug')]);
    },
  },
});
