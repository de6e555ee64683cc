// Prints what Redocly finds in the OpenAPI document, as JSON.
import { createConfig, lint } from '@redocly/openapi-core';

const config = await createConfig({ extends: ['recommended-strict'] });
const problems = await lint({ ref: new URL('../../openapi.json', import.meta.url).pathname, config });
const described = problems.map(({ severity, ruleId, message, location }) => ({
  severity,
  ruleId,
  message,
  pointer: location[0]?.pointer,
}));
process.stdout.write(JSON.stringify(described));
