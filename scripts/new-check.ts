import { join } from 'node:path';
import { scaffoldCheck } from './scaffold.ts';

// npm run new-check family/name
const [id, ...more] = process.argv.slice(2);
const result =
  id === undefined || more.length > 0
    ? { kind: 'refused' as const, because: 'name one check: npm run new-check family/name' }
    : scaffoldCheck(join(import.meta.dirname, '..'), id);

if (result.kind === 'refused') {
  process.stderr.write(`new-check: ${result.because}\n`);
  process.exitCode = 64;
} else {
  process.stdout.write(`${result.files.map((file) => `wrote ${file}`).join('\n')}\n`);
  process.stdout.write(
    'Now replace each TODO, choose its evidence, and run npm run format, npm run unit and npm run generate.\n',
  );
}
