import { z } from 'zod';
import { strictInput } from '../../domain/core/validation.ts';
import { resolveProject } from '../../domain/project/find.ts';
import { projectEnvironments } from '../../domain/project/naming.ts';
import { defineTool, instant } from './tool.ts';

export const getProject = defineTool({
  title: 'Project',
  input: strictInput({}),
  output: z.object({
    id: z.string(),
    name: z.string(),
    slug: z.string(),
    environment: z.enum(projectEnvironments),
    isDefault: z.boolean(),
    createdAt: instant,
    updatedAt: instant,
  }),
  run: (context) => resolveProject(context, {}),
});
