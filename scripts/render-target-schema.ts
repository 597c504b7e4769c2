import { targetShape } from '../auditor/src/intake/target-shape.ts';
import { formatJson } from './format-json.ts';

/** `docs/schema/launch-ready.schema.json`: what editors need to complete and check the target file. */
export function renderTargetSchema(): string {
  return formatJson({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'launch-ready target file',
    ...targetShape(),
  });
}
