import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLError, type YAMLMap } from 'yaml';
import type { Json } from '../core/operation.ts';
import { safeLine, type Place, type Problem } from './problem.ts';

export type Keys = readonly (string | number)[];

interface Spot {
  readonly key?: Place;
  readonly value: Place;
}

/** A YAML (or JSON) file as data, with the place of every key and value. */
export interface YamlSource {
  readonly file: string;
  readonly lines: readonly string[];
  readonly json: Json;
  readonly spots: ReadonlyMap<string, Spot>;
}

/** What could be read, and what is wrong with it. Without `source` nothing could be read at all. */
export interface YamlRead {
  readonly source?: YamlSource;
  readonly problems: readonly Problem[];
}

const MAX_DEPTH = 64;

/** Reads one YAML document without aliases and tags, so that a small file never becomes large or strange data. */
export function readYaml(text: string, file: string, maxLength: number): YamlRead {
  const refused = refusal(text, maxLength);
  if (refused !== undefined) return { problems: [{ level: 'error', file, message: refused }] };
  const counter = new LineCounter();
  const document = parseQuietly(text, counter);
  if (document === undefined)
    return { problems: [{ level: 'error', file, message: 'is nested too deeply' }] };
  const reading: Reading = { file, lines: text.split(/\r\n|\r|\n/), counter, problems: [], spots: new Map() };
  for (const error of [...document.errors, ...document.warnings]) reportSyntax(reading, error);
  if (document.errors.some((error) => error.code !== 'DUPLICATE_KEY')) return { problems: reading.problems };
  const json = read(reading, document.contents, []);
  const { lines, spots, problems } = reading;
  return { source: { file, lines, json, spots }, problems };
}

/** Where a key or value stands; for one that is missing, the nearest parent that exists. */
export function placeOf(source: YamlSource, path: Keys, what: 'key' | 'value'): Place {
  for (let length = path.length; length > 0; length -= 1) {
    const spot = source.spots.get(JSON.stringify(path.slice(0, length)));
    if (spot === undefined) continue;
    const own = length === path.length;
    return own && what === 'value' ? spot.value : (spot.key ?? spot.value);
  }
  return { line: 1, column: 1, length: 1 };
}

interface ProblemOptions {
  readonly level?: Problem['level'];
  /** Keeps what stands at the place out of the excerpt. */
  readonly hide?: boolean;
}

/** Makes a problem with the line that it stands on. */
export function problemAt(
  { file, lines }: Pick<YamlSource, 'file' | 'lines'>,
  place: Place,
  message: string,
  { level = 'error', hide = false }: ProblemOptions = {},
): Problem {
  return {
    level,
    file,
    message,
    place,
    excerpt: safeLine(lines[place.line - 1] ?? '', hide ? place : undefined),
  };
}

interface Reading {
  readonly file: string;
  readonly lines: readonly string[];
  readonly counter: LineCounter;
  readonly problems: Problem[];
  readonly spots: Map<string, Spot>;
}

function refusal(text: string, maxLength: number): string | undefined {
  if (text.length > maxLength) return `is larger than ${Math.round(maxLength / 1024)} KiB`;
  if (/[\0\uFFFD]/.test(text)) return 'is not text in UTF-8';
  if (text.trim() === '') return 'is empty';
  return undefined;
}

/** The parser reports problems as data, but input nested thousands deep ends in a RangeError. */
function parseQuietly(text: string, counter: LineCounter) {
  try {
    return parseDocument(text, { prettyErrors: false, lineCounter: counter, version: '1.2' });
  } catch {
    return undefined;
  }
}

function read(reading: Reading, node: unknown, path: Keys): Json {
  if (path.length > MAX_DEPTH) return refuse(reading, node, `is nested deeper than ${MAX_DEPTH} levels`);
  if (isMap(node)) return readMap(reading, node, path);
  if (isSeq(node)) {
    return node.items.map((item, index) => {
      reading.spots.set(JSON.stringify([...path, index]), { value: placeOfNode(reading, item) });
      return read(reading, item, [...path, index]);
    });
  }
  if (isScalar(node)) return readScalar(reading, node, node.value);
  if (node === null || node === undefined) return null;
  return refuse(reading, node, 'uses an alias (*); write the value out');
}

function readMap(reading: Reading, map: YAMLMap, path: Keys): Json {
  const entries: [string, Json][] = [];
  for (const { key, value } of map.items) {
    const name = keyName(key);
    if (name === undefined || name === '__proto__') {
      refuse(reading, key, 'is not a key; keys are plain words');
      continue;
    }
    const keyPlace = placeOfNode(reading, key);
    const valuePlace = value === null || value === undefined ? keyPlace : placeOfNode(reading, value);
    const own = [...path, name];
    reading.spots.set(JSON.stringify(own), { key: keyPlace, value: valuePlace });
    entries.push([name, read(reading, value, own)]);
  }
  return Object.fromEntries(entries);
}

function keyName(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  if (typeof key.value === 'string') return key.value;
  return typeof key.source === 'string' ? key.source : undefined;
}

function readScalar(reading: Reading, node: unknown, value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return refuse(reading, node, 'is not a value that this file may hold');
}

function refuse(reading: Reading, node: unknown, message: string): null {
  reading.problems.push(problemAt(reading, placeOfNode(reading, node), message));
  return null;
}

function placeOfNode(reading: Reading, node: unknown): Place {
  const range = node !== null && typeof node === 'object' && 'range' in node ? node.range : undefined;
  if (!Array.isArray(range)) return { line: 1, column: 1, length: 1 };
  const [start, end] = range.filter((part) => typeof part === 'number');
  return placeAt(reading, start ?? 0, end ?? 0);
}

function placeAt({ counter, lines }: Reading, start: number, end: number): Place {
  const { line, col } = counter.linePos(start);
  const restOfLine = (lines[line - 1]?.length ?? 0) - (col - 1);
  return {
    line: Math.max(1, line),
    column: Math.max(1, col),
    length: Math.max(1, Math.min(end - start, restOfLine)),
  };
}

const EXPLAINED: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this key is given twice; keep one',
  TAB_AS_INDENT: 'tabs may not indent; use spaces',
  MULTIPLE_DOCS: 'a second document begins here; keep one per file',
  TAG_RESOLVE_FAILED: 'tags (!…) are not used here; write the plain value',
  BAD_ALIAS: 'uses an alias (*); write the value out',
};

/** One problem per line: what follows the first is mostly its echo. */
function reportSyntax(reading: Reading, { code, message, pos }: YAMLError): void {
  const start = placeAt(reading, pos[0], pos[1]);
  const place = code === 'DUPLICATE_KEY' ? { ...start, length: wordLength(reading, start) } : start;
  if (reading.problems.some((earlier) => earlier.place?.line === place.line)) return;
  const line = reading.lines[place.line - 1] ?? '';
  const unquoted = /(?:^|[\s:,[])\$\{/.test(line) && code !== 'DUPLICATE_KEY';
  const hint = unquoted ? '. Put quotes around variables: "${NAME}"' : '';
  const plain = EXPLAINED[code] ?? `cannot be read: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  reading.problems.push(problemAt(reading, place, `${plain}${hint}`));
}

function wordLength({ lines }: Reading, { line, column }: Place): number {
  return /^["']?[^\s:"']*["']?/.exec((lines[line - 1] ?? '').slice(column - 1))?.[0].length ?? 1;
}
