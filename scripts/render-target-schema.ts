import { targetShape } from '../auditor/src/intake/target-shape.ts';

/** `docs/schema/launch-ready.schema.json`: what editors need to complete and check the target file. */
export function renderTargetSchema(): string {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'launch-ready target file',
    ...targetShape(),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
