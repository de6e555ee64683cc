/** A valid body for each route that needs one, by the name of its operation in the OpenAPI document. */
export const restBodies: Readonly<Record<string, object>> = {
  'composio.createProject': { name: 'another-project' },
  'codespar.createProject': { name: 'Another project' },
  'codespar.updateProject': { name: 'Another project' },
  'codespar.createSession': { servers: ['stripe'] },
};
