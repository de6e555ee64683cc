export const OPERATOR_KEY = 'operator-key-of-the-tests-0123456789';
