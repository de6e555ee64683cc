import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  PothosSchemaError,
  type SchemaTypes,
} from '@pothos/core';
import type { ErrorReason } from '../../domain/core/error-reasons.ts';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      errorReasons: ErrorReasonsPlugin<Types>;
    }
  }
}

/** Adds the field option `errors`: the reasons with which a mutation can fail, listed in its description. Those that follow from other
 *  options or apply to every mutation are added. */
class ErrorReasonsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    if (field.kind !== 'Mutation') return field;
    const { errors, scope, project } = field.pothosOptions;
    if (errors === undefined)
      throw new PothosSchemaError(
        `${field.parentType}.${field.name} must declare its error reasons: set errors.`,
      );
    const general: readonly ErrorReason[] = ['INVALID_VALUE', 'WRONG_KEY_KIND'];
    const reasons = [
      ...general,
      ...(scope ? (['SCOPE_MISSING'] as const) : []),
      ...(project === 'REQUIRED' ? (['PROJECT_REQUIRED'] as const) : []),
      ...errors,
    ];
    const list = reasons.map((reason) => `\`${reason}\``).join(', ');
    return { ...field, description: `${field.description ?? ''} Error reasons: ${list}.` };
  }
}

const pluginName = 'errorReasons' as const;
SchemaBuilder.registerPlugin(pluginName, ErrorReasonsPlugin);

export const errorReasonsPlugin = pluginName;
