export const OPERATOR_KEY = 'tests-0123456789-key-of-the-operator';
