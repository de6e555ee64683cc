/** Fields of domain operations whose names in this API are other words. */
const otherNames: Readonly<Record<string, string>> = {
  id: 'nano_id',
  projectId: 'nano_id',
  first: 'limit',
  after: 'cursor',
  is2FAEnabled: 'is_2FA_enabled',
};

const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Returns the path of an input field, such as `config.logo_url`, for that of a domain operation. */
export const restName = (field: string): string =>
  field
    .split('.')
    .map((step) => otherNames[step] ?? snakeCase(step))
    .join('.');
