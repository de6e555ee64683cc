/** 32 bytes, as any operator would make them. */
export const ENCRYPTION_KEY = Buffer.from('encryption-key-of-the-tests-0123').toString('base64');
