export const signInText = {
  title: 'Sign in',
  again: 'Sign in again',
  againHint:
    'The server no longer accepts the key of this page. Nothing is lost: what you were doing continues after you sign in.',
  hint: 'Enter an organization key to manage every project, or a project key to manage its project.',
  label: 'API key',
  placeholder: 'oak_… or ak_…',
  memory: 'The key stays in the memory of this page only. It is gone when you reload or close it.',
  helpTitle: 'Where is the key?',
  help: 'The server printed the first organization key in the terminal, at the first start. It is stored nowhere.',
  lost: 'If it is lost, the operator issues another one with this command, on the machine of the server:',
  recover: 'npm run recover-organization-key -- --organization NAME',
  recoverPackage:
    'Without --organization, it lists the organizations. In the npm package it is npx bailiwick recover-organization-key.',
  submit: 'Sign in',
  signOut: 'Discard what is open and sign out',
  malformed:
    'Not a complete key. An organization key is oak_ and 38 characters, a project key ak_ and 38 characters.',
  unreachable: 'The server cannot be reached.',
} as const;
