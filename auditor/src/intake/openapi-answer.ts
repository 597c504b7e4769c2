import type { JsonSchema } from '../core/operation.ts';
import { isObject, objectOf, type JsonObject } from './json.ts';
import { resolveRef } from './openapi-refs.ts';
import { readSchema } from './openapi-schema.ts';

/**
 * The shape of the JSON that an operation answers with when all is well, where it is described. What is wrong with it is not
 * told: nothing is sent by it, and a description of an answer that cannot be followed only says less.
 */
export function readAnswer(document: JsonObject, operation: JsonObject): JsonSchema | undefined {
  const responses = objectOf(operation['responses']);
  const status = Object.keys(responses).find((one) => /^2\d\d$|^2XX$/i.test(one)) ?? 'default';
  const resolved = resolveRef(document, responses[status] ?? {});
  if (resolved.kind === 'lost' || !isObject(resolved.value)) return undefined;
  const content = objectOf(resolved.value['content']);
  const json = Object.keys(content).find((type) => /^application\/(?:[\w.-]+\+)?json\b/.test(type));
  // Swagger 2 writes the schema beside the description.
  const schema = json === undefined ? resolved.value['schema'] : objectOf(content[json])['schema'];
  return schema === undefined ? undefined : readSchema(document, schema, () => undefined);
}
