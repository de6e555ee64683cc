/** The groups of operations in the OpenAPI document. */
export const tags = {
  Projects: 'Projects of an organization and their keys.',
  'Project settings': 'Settings of the project of a key.',
  Usage: 'Recorded tool calls and created sessions, in totals and groups.',
  'Leaked keys': 'Reports of keys that became public.',
  Session: 'The caller.',
  Tools: 'The tools that MCP servers offer.',
  OpenAPI: 'This document.',
  'CodeSpar projects': 'Projects of an organization, in the form of CodeSpar.',
  'CodeSpar sessions': 'Sessions of a project, in the form of CodeSpar.',
} as const;

export type Tag = keyof typeof tags;
