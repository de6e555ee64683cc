import manifest from '../../package.json' with { type: 'json' };

/** Name and version of the package, as its package.json states them. */
export const { name: NAME, version: VERSION } = manifest;
