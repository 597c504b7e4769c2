import { LineCounter, parseDocument } from 'yaml';
import { METHODS, type Json, type Operation } from '../core/operation.ts';
import { isObject, listOf, objectOf, textOf, type JsonObject } from './json.ts';
import { readOperation } from './openapi-operation.ts';
import { resolveRef } from './openapi-refs.ts';
import { limited, type Problem } from './problem.ts';
import { failure, success, type Result } from './result.ts';

/** What an OpenAPI description says. */
export interface OpenApiRead {
  /** In the order of the file; paths as written there, without the servers' prefix. */
  readonly operations: readonly Operation[];
  /** The path of the first server (`/v1`), which stands before every path; empty for none. */
  readonly prefix: string;
  /** What the product is called there. */
  readonly title?: string;
  /** Origins of the servers that are written out; empty where they are relative, as most are. */
  readonly servers: readonly string[];
  /** What was left out, and why. */
  readonly notices: readonly Problem[];
}

const MAX_JSON = 20 * 1024 * 1024;
/** YAML takes a second per MiB to read. */
const MAX_YAML = 5 * 1024 * 1024;
const MAX_OPERATIONS = 5_000;
/** Uses of anchors, counted with what they multiply to. */
const MAX_ALIASES = 100;

/**
 * Reads OpenAPI 3.0 or 3.1 or Swagger 2, JSON or YAML. Nothing but the text is read: references to other files or addresses
 * are told and not followed. A description with small faults is used as far as it goes, and what was left out is told.
 */
export async function readOpenApi(
  text: string,
  fileName: string,
): Promise<Result<OpenApiRead, readonly Problem[]>> {
  const parsed = parse(text, fileName);
  if (!parsed.ok) return parsed;
  const document = parsed.value;
  const wrong = wrongKind(document);
  if (wrong !== undefined) return failure([{ level: 'error', file: fileName, message: wrong }]);
  const { operations, notices } = readPaths(document);
  const problems = [...new Set(notices)].map((message): Problem => ({
    level: 'notice',
    file: fileName,
    message,
  }));
  const title = textOf(objectOf(document['info'])['title'])?.trim();
  if (operations.length > 0)
    return success({
      ...(title === undefined || title === '' ? {} : { title }),
      operations,
      prefix: serverPrefix(document),
      servers: serverOrigins(document),
      notices: limited(problems),
    });
  const none: Problem = {
    level: 'error',
    file: fileName,
    message: 'describes no operation that can be called',
  };
  const explained = await explainInvalid(document, fileName);
  return failure(
    limited([none, ...problems.map((one): Problem => ({ ...one, level: 'error' })), ...explained]),
  );
}

function parse(text: string, file: string): Result<JsonObject, readonly Problem[]> {
  const fail = (message: string, place?: Problem['place']) =>
    failure([{ level: 'error' as const, file, message, ...(place === undefined ? {} : { place }) }]);
  const source = text.replace(/^\uFEFF/, '');
  if (source.length > MAX_JSON) return fail('is larger than 20 MiB');
  if (source.includes('\0')) return fail('is not text');
  const json = parseJson(source);
  if (json !== undefined) return isObject(json) ? success(json) : fail('is not an OpenAPI description');
  if (source.length > MAX_YAML) return fail('is larger than 5 MiB; bring it as JSON instead of YAML');
  return parseYaml(source, fail);
}

function parseJson(text: string): Json | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const json: Json = JSON.parse(text);
    return json;
  } catch {
    return undefined;
  }
}

type Fail = (message: string, place?: Problem['place']) => Result<never, readonly Problem[]>;

function parseYaml(text: string, fail: Fail): Result<JsonObject, readonly Problem[]> {
  const lineCounter = new LineCounter();
  try {
    const document = parseDocument(text, { prettyErrors: false, lineCounter, uniqueKeys: false });
    const [error] = document.errors;
    if (error !== undefined) {
      const { line, col } = lineCounter.linePos(error.pos[0]);
      return fail(`cannot be read: ${error.message}`, { line, column: col, length: 1 });
    }
    // Through JSON, so that dates, maps and circles never get any further.
    const json: Json = JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: MAX_ALIASES })) ?? 'null');
    return isObject(json) ? success(json) : fail('is not an OpenAPI description');
  } catch {
    return fail('cannot be read: it is nested too deeply, or its aliases go in circles or multiply');
  }
}

function wrongKind(document: JsonObject): string | undefined {
  const version = textOf(document['openapi']) ?? textOf(document['swagger']) ?? '';
  if (document['openapi'] === undefined && document['swagger'] === undefined) {
    return 'is not an OpenAPI description: neither "openapi" nor "swagger" says its version';
  }
  if (!/^(?:3\.\d|2\.0)/.test(version) && document['swagger'] !== 2)
    return `has version ${version || '(none)'}; 3.x and 2.0 are understood`;
  return isObject(document['paths']) ? undefined : 'has no "paths"';
}

interface PathsRead {
  readonly operations: readonly Operation[];
  readonly notices: readonly string[];
}

function readPaths(document: JsonObject): PathsRead {
  const operations = new Map<string, Operation>();
  const notices: string[] = [];
  for (const [path, entry] of Object.entries(objectOf(document['paths']))) {
    if (path.startsWith('x-')) continue;
    const resolved = resolveRef(document, entry);
    const problem = problemOfPath(path, resolved.kind === 'lost' ? resolved.because : resolved.value);
    if (problem !== undefined || resolved.kind === 'lost') {
      notices.push(`${path} is left out: ${problem ?? 'it cannot be resolved'}`);
      continue;
    }
    const item = objectOf(resolved.value);
    if (item['servers'] !== undefined) notices.push(`${path} has servers of its own, which are not used`);
    if (item['trace'] !== undefined) notices.push(`TRACE ${path} is left out: TRACE is never sent`);
    for (const method of METHODS) {
      const operation = item[method.toLowerCase()];
      if (operation === undefined) continue;
      const id = `${method} ${path}`;
      if (!isObject(operation)) notices.push(`${id} is left out: it is not a group of keys`);
      else if (operations.size >= MAX_OPERATIONS)
        notices.push(`only the first ${MAX_OPERATIONS} operations are used`);
      else {
        const onLost = (because: string) => void notices.push(`${id}: a part is left out: ${because}`);
        operations.set(id, readOperation({ document, path, method, item, operation, onLost }));
      }
    }
  }
  return { operations: [...operations.values()], notices };
}

function problemOfPath(path: string, item: Json): string | undefined {
  if (typeof item === 'string') return item;
  if (!path.startsWith('/')) return 'a path begins with "/"';
  if (/[?#\s]/.test(path)) return 'a path holds no "?", "#" or space';
  if (/\{[^}]*$|\{\}|\{[^}]*[{/]/.test(path)) return 'its braces do not match';
  return isObject(item) ? undefined : 'it is not a group of keys';
}

/** The path of the first server, variables by their default; `basePath` in Swagger 2. */
function serverPrefix(document: JsonObject): string {
  const server = objectOf(listOf(document['servers'])[0]);
  const variables = objectOf(server['variables']);
  const url = (textOf(server['url']) ?? textOf(document['basePath']) ?? '/').replaceAll(
    /\{([^{}]+)\}/g,
    (_, name: string) => textOf(objectOf(variables[name])['default']) ?? '',
  );
  if (!URL.canParse(url, 'https://api.invalid/')) return '';
  return new URL(url, 'https://api.invalid/').pathname.replace(/\/+$/, '');
}

function serverOrigins(document: JsonObject): readonly string[] {
  const host = textOf(document['host']);
  const urls = [
    ...listOf(document['servers']).map((one) => textOf(objectOf(one)['url']) ?? ''),
    ...(host === undefined ? [] : [`https://${host}`]),
  ];
  // A server with variables may be any.
  return urls.flatMap((url) =>
    /^https?:/i.test(url) && !url.includes('{') && URL.canParse(url) ? [new URL(url).origin] : [],
  );
}

/** The parser's own words on what is wrong; it is only loaded when something is. */
async function explainInvalid(document: JsonObject, file: string): Promise<readonly Problem[]> {
  try {
    const { validate } = await import('@readme/openapi-parser');
    const copy = JSON.parse(JSON.stringify(document));
    const result = await validate(copy, { resolve: { external: false, file: false }, timeoutMs: 5_000 });
    if (result.valid) return [];
    return result.errors
      .slice(0, 5)
      .map(({ message }) => ({ level: 'error', file, message: message.split('\n')[0] ?? message }));
  } catch {
    return [];
  }
}
