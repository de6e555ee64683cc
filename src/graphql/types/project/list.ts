import { countProjects, listProjects } from '../../../domain/project/list.ts';
import { builder } from '../../builder.ts';
import { asConnection } from '../../connection.ts';
import { ProjectEdge } from '../../edges.ts';
import { fieldHints } from '../../fast-path/field-hints.ts';
import { OrganizationRef, ProjectRef } from '../../refs.ts';

const ProjectOrderField = builder.enumType('ProjectOrderField', {
  description: 'What a list of projects can be ordered by. Equals are ordered by id.',
  values: {
    CREATED_AT: { description: 'The time of creation.' },
    NAME: { description: 'The name, as the database sorts text.' },
  } as const,
});

const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Which end of a list comes first.',
  values: {
    ASC: { description: 'Oldest first, or A to Z.' },
    DESC: { description: 'Newest first, or Z to A.' },
  } as const,
});

const ProjectOrder = builder.inputType('ProjectOrder', {
  description: 'How to order a list of projects.',
  fields: (t) => ({
    field: t.field({ type: ProjectOrderField, required: true, description: 'By what.' }),
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
      extensions: fieldHints.projects,
      description: 'The projects of the organization, newest first unless ordered otherwise.',
      args: {
        isDefault: t.arg.boolean({ description: 'Only the default project, or only the others. Null: all.' }),
        search: t.arg.string({
          description:
            'Only projects with this in their name or slug, in any case. At most 100 characters. Null or empty: all.',
        }),
        orderBy: t.arg({ type: ProjectOrder, description: 'Null: newest first.' }),
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
