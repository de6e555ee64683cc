import { sql } from 'kysely';
import { defineList } from '../../postgres/pagination/list-query.ts';
import { containsText } from '../../postgres/pagination/search.ts';
import { statement } from '../../postgres/query/statement.ts';
import type { VisibleProjects } from '../../postgres/tenancy.ts';
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
    search: (_eb, text) => containsText(['project.name', 'project.slug'], text),
  },
});

export type ProjectOffset = {
  /** Null: all. */
  readonly isDefault: boolean | null;
  readonly limit: number;
  readonly offset: number;
};

/** Projects of an organization from a row number on, newest first. The rows before are only counted, in an index. */
export const selectProjectsFrom = statement<VisibleProjects & ProjectOffset>()(
  'projects_from',
  (db, argument) => {
    const isDefault = argument('isDefault', 'boolean');
    const page = db
      .selectFrom('project')
      .select('project.id')
      .where(isVisible(argument))
      .where(sql<boolean>`(${isDefault} is null or project.is_default = ${isDefault})`)
      .orderBy('project.created_at', 'desc')
      .orderBy('project.id', 'desc')
      .limit(argument('limit', 'int').$castTo<number>())
      .offset(argument('offset', 'int').$castTo<number>());
    return db
      .selectFrom('project')
      .select(projectColumns)
      .where('project.organization_id', '=', argument('organizationId'))
      .where('project.id', 'in', page)
      .orderBy('project.created_at', 'desc')
      .orderBy('project.id', 'desc');
  },
);
