export const signInText = {
  title: 'Sign in',
  again: 'Sign in again',
  againHint:
    'The server no longer accepts the key of this page. Nothing is lost: what you were doing continues after you sign in.',
  hint: 'Enter an organization key to manage every project, or a project key to manage its project.',
  label: 'API key',
  placeholder: 'oak_… or ak_…',
  memory: 'The key stays in the memory of this page only. It is gone when you reload or close it.',
  submit: 'Sign in',
  signOut: 'Discard what is open and sign out',
  malformed:
    'Not a complete key. An organization key is oak_ and 38 characters, a project key ak_ and 38 characters.',
  unreachable: 'The server cannot be reached.',
} as const;
