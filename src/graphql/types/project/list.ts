import { countProjects, listProjects, plannedProjectList } from '../../../domain/project/list.ts';
import { builder } from '../../builder.ts';
import { asConnection } from '../../connection.ts';
import { planned } from '../../plan/planned-field.ts';
import { OrganizationRef, ProjectRef } from '../../refs.ts';
import { ProjectEdge, ProjectEnvironmentEnum } from './type.ts';

const ProjectOrderField = builder.enumType('ProjectOrderField', {
  description: 'Sort keys for a list of projects. Projects with equal values are sorted by id.',
  values: {
    CREATED_AT: { description: 'Sorts by creation time.' },
    NAME: { description: 'Sorts by name, in the collation of the database.' },
  } as const,
});

const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Sort direction.',
  values: {
    ASC: { description: 'Ascending: oldest first, or A to Z.' },
    DESC: { description: 'Descending: newest first, or Z to A.' },
  } as const,
});

const ProjectOrder = builder.inputType('ProjectOrder', {
  description: 'Sort order for a list of projects.',
  fields: (t) => ({
    field: t.field({ type: ProjectOrderField, required: true, description: 'The sort key.' }),
    direction: t.field({
      type: OrderDirection,
      description: 'Absent or null: DESC for times, ASC for names.',
    }),
  }),
});

builder.objectField(OrganizationRef, 'projects', (t) =>
  t.connection(
    {
      type: ProjectRef,
      auth: ['OPERATOR', 'ORGANIZATION'],
      scope: 'projects:read',
      extensions: planned(plannedProjectList),
      description: 'Lists the projects of the organization, newest first by default.',
      args: {
        isDefault: t.arg.boolean({
          description: 'True: the default project only. False: all others. Null: all.',
        }),
        environment: t.arg({
          type: ProjectEnvironmentEnum,
          description: 'Filters by environment. Null: all.',
        }),
        search: t.arg.string({
          description:
            'Searches names and slugs for a substring of at most 100 characters, case-insensitive. Null or empty: all.',
        }),
        orderBy: t.arg({ type: ProjectOrder, description: 'The sort order. Null: newest first.' }),
      },
      resolve: async (organization, args, { context }) =>
        asConnection(await listProjects(context, organization.id, args), () =>
          countProjects(context, organization.id, args),
        ),
    },
    { description: 'A page of the projects of an organization.' },
    ProjectEdge,
  ),
);
