import documents from '../../schema/documents.json' with { type: 'json' };

/** Returns the operation of that name among the persisted documents of the server. */
function persisted(name: string): string {
  const text = Object.values(documents).find((document) => document.startsWith(name));
  if (text === undefined) throw new Error(`${name} is not a persisted document.`);
  return `${text}\n`;
}

const whoAmI = `# 1. Enter an API key above.
#    The first start of the
#    server printed two keys.
# 2. Press the run button.
# 3. Go on with the other tabs.

${persisted('query WhoAmI')}`;

const listProjects = `# Needs an organization key, oak_…
# The next page: pass endCursor
# as the variable "after".

query ListProjects($first: Int!, $after: String) {
  organization {
    name
    projects(first: $first, after: $after) {
      nodes {
        id
        name
        slug
        isDefault
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
`;

const createProject = `# Needs an organization key, oak_…
# The secret of the new project key
# is in this answer only. Enter it
# above to work in the project.

mutation CreateProject($input: CreateProjectInput!) {
  createProject(input: $input) {
    project {
      id
      name
      slug
    }
    issuedKey {
      secret
    }
  }
}
`;

const readProject = `# Needs a project key, ak_… It opens
# one project and nothing else.

query ReadProject($first: Int!) {
  viewer {
    project {
      id
      name
      config {
        displayName
        requireMcpApiKey
      }
      sessions(first: $first) {
        nodes {
          id
          userId
        }
      }
    }
  }
}
`;

const json = (value: unknown) => JSON.stringify(value, null, 2);

/** The tabs of a first visit, in the order of use. */
export const FIRST_STEPS = [
  { query: whoAmI },
  { query: listProjects, variables: json({ first: 10 }) },
  { query: createProject, variables: json({ input: { name: 'staging', shouldCreateApiKey: true } }) },
  { query: readProject, variables: json({ first: 10 }) },
];

/** The document of a new tab. */
export const NEW_TAB = '# Ctrl-Space completes fields.\n\n';
