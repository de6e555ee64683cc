/** Statements that may name no organization, and why. By their names, or by a part of the text of those without a name. */
export const statementExceptions: readonly { readonly statement: string | RegExp; readonly reason: string }[] = [];
