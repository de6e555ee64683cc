import { z } from 'zod';
import { projectInQuestion } from '../../domain/project/find.ts';
import { defineTool, instant, toolInput } from './tool.ts';

export const getProject = defineTool({
  title: 'Project',
  input: toolInput({}),
  output: z.object({
    id: z.string(),
    name: z.string(),
    slug: z.string(),
    isDefault: z.boolean(),
    createdAt: instant,
    updatedAt: instant,
  }),
  run: (scope) => projectInQuestion(scope, {}),
});
