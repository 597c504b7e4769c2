import { METHODS, type Method, type Operation, type Parameter } from '../core/operation.ts';
import { pathParams } from './path-template.ts';
import type { Problem } from './problem.ts';
import { failure, success, type Result } from './result.ts';
import { didYouMean } from './suggest.ts';

const MAX_LINES = 5_000;

/**
 * Reads operations written one per line: `POST /api/chat/{id}`. Empty lines and `#` comments are skipped.
 */
export function readRouteList(
  text: string,
  fileName: string,
): Result<readonly Operation[], readonly Problem[]> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  if (lines.length > MAX_LINES)
    return failure([{ level: 'error', file: fileName, message: `has more than ${MAX_LINES} lines` }]);
  const problems: Problem[] = [];
  const operations = new Map<string, Operation>();
  for (const [index, line] of lines.entries()) {
    const written = line.replace(/(?:^|\s)#.*$/, '').trim();
    if (written === '') continue;
    const operation = operationFrom(written);
    if (operation.ok) operations.set(operation.value.id, operation.value);
    else {
      const place = { line: index + 1, column: line.indexOf(written) + 1, length: written.length };
      problems.push({
        level: 'error',
        file: fileName,
        message: operation.error,
        place,
        excerpt: line.replaceAll(/\p{Cc}/gu, ' '),
      });
    }
  }
  return problems.length > 0 ? failure(problems) : success([...operations.values()]);
}

/** An operation of which only method and path are known: `GET /api/me`. */
export function operationFrom(written: string): Result<Operation, string> {
  const [word = '', path = '', ...rest] = written.trim().split(/\s+/);
  const method = METHODS.find((one) => one === word.toUpperCase());
  if (method === undefined)
    return failure(
      `"${word}" is not a method.${didYouMean(word.toUpperCase(), METHODS)} Write lines such as "GET /api/me"`,
    );
  if (rest.length > 0) return failure('has more than a method and a path; write lines such as "GET /api/me"');
  if (!path.startsWith('/') || path.startsWith('//')) return failure('the path must begin with one "/"');
  if (/[?#]/.test(path)) return failure('the path may not hold "?" or "#"');
  return success(bareOperation(method, bracesFor(path)));
}

/** An operation of which only method and path are known. */
export function bareOperation(method: Method, path: string): Operation {
  const parameters = pathParams(path).map((name): Parameter => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return {
    id: `${method} ${path}`,
    method,
    path,
    parameters,
    declared: 'unknown',
    destructive: false,
    costly: false,
    mails: false,
    source: 'list',
  };
}

/** Frameworks write parameters as `:id`, `<id>` or `<int:id>`, `[id]` or `{id:\\d+}`; here they are `{id}`. */
function bracesFor(path: string): string {
  return path
    .replaceAll(/\/:([A-Za-z_]\w*)\??/g, '/{$1}')
    .replaceAll(/\/<(?:\w+:)?(\w+)>/g, '/{$1}')
    .replaceAll(/\/\[(?:\.\.\.)?(\w+)\]/g, '/{$1}')
    .replaceAll(/\{(\w+):[^{}/]+\}/g, '{$1}');
}
