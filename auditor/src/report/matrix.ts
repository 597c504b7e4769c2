import { oneLine } from './text/clean.ts';

/** What a run says about one identity at one operation, the worst first. */
export const ACCESS_STATES = ['proven', 'unsaid', 'not-assessed', 'held', 'public'] as const;
export type AccessState = (typeof ACCESS_STATES)[number];

/** One answer to one question: could this identity, standing so to the owner, use this operation on the owner's object? */
export interface AccessRow {
  /** `GET /api/conversations/{id}`. */
  readonly operation: string;
  /** `bea`. */
  readonly identity: string;
  /** `other-tenant`, `same-tenant`, `other-role`, `anonymous`. */
  readonly relation: string;
  readonly state: AccessState;
  readonly because: string;
  /** The fingerprint of the finding that tells of it. */
  readonly finding?: string;
}

/**
 * `proven` means that access was proven: the state that nobody wants to see. `unsaid`: a colleague got in, and the founder has
 * not said whether colleagues may.
 */
export const ACCESS_WORDS: { readonly [state in AccessState]: string } = {
  proven: 'Got in',
  unsaid: 'Colleague got in',
  held: 'Held',
  'not-assessed': 'Not assessed',
  public: 'Public',
};

interface AccessColumn {
  readonly identity: string;
  readonly relation: string;
}

export interface AccessMatrix {
  readonly columns: readonly AccessColumn[];
  readonly lines: readonly {
    readonly operation: string;
    /** In the order of `columns`; undefined where nothing was asked. */
    readonly cells: readonly (AccessRow | undefined)[];
  }[];
}

/** What the columns' relations mean to a reader. */
export const RELATION_WORDS: { readonly [relation: string]: string } = {
  'other-tenant': 'other tenant',
  'same-tenant': 'same tenant',
  'other-role': 'other role',
  anonymous: 'no sign-in',
};

const COLUMN_ORDER = ['anonymous', 'other-tenant', 'other-role', 'same-tenant'];

/** Lays answers out as operations × identities. What somebody got into comes first, then the rest in order of appearance. */
export function accessMatrix(rows: readonly AccessRow[]): AccessMatrix {
  const columns = new Map<string, AccessColumn>();
  const lines = new Map<string, Map<string, AccessRow[]>>();
  for (const row of rows) {
    const key = columnKey(row);
    if (!columns.has(key)) columns.set(key, { identity: row.identity, relation: row.relation });
    const line = lines.get(row.operation) ?? new Map<string, AccessRow[]>();
    lines.set(row.operation, line);
    line.set(key, [...(line.get(key) ?? []), row]);
  }
  const across = [...columns].sort(([, a], [, b]) => placeOf(a) - placeOf(b));
  const down = [...lines].map(([operation, cells]) => ({
    operation,
    cells: across.map(([key]) => summed(cells.get(key) ?? [])),
  }));
  return { columns: across.map(([, column]) => column), lines: down.sort((a, b) => worst(a) - worst(b)) };
}

/** How many places of the table stand how. */
export function accessCounts({ lines }: AccessMatrix): { readonly [state in AccessState]: number } {
  const cells = lines.flatMap((line) => line.cells);
  const count = (state: AccessState) => cells.filter((cell) => cell?.state === state).length;
  return {
    proven: count('proven'),
    unsaid: count('unsaid'),
    'not-assessed': count('not-assessed'),
    held: count('held'),
    public: count('public'),
  };
}

/** One line per place of the table: RFC 4180, and no cell that a spreadsheet would run as a formula. */
export function renderMatrixCsv(rows: readonly AccessRow[]): string {
  const head = ['operation', 'method', 'path', 'identity', 'relation', 'state', 'because', 'finding'];
  const lines = accessMatrix(rows).lines.flatMap(({ operation, cells }) =>
    cells.flatMap((cell) => {
      if (cell === undefined) return [];
      const [method = '', ...path] = operation.split(' ');
      const { identity, relation, state, because, finding = '' } = cell;
      return [[operation, method, path.join(' '), identity, relation, state, because, finding]];
    }),
  );
  return [head, ...lines].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('');
}

/** The worst of several answers counts, and says of how many it is one. */
function summed(rows: readonly AccessRow[]): AccessRow | undefined {
  const [first, ...others] = rows.toSorted((a, b) => badness(a) - badness(b));
  if (first === undefined || others.length === 0) return first;
  const alike = rows.filter((row) => row.state === first.state).length;
  const { [first.state]: told } = COUNTED;
  if (told === undefined) return first;
  return { ...first, because: `${alike} of ${rows.length} questions ${told}: ${first.because}` };
}

const COUNTED: { readonly [state in AccessState]?: string } = { 'not-assessed': 'open', held: 'held' };

function placeOf({ relation }: AccessColumn): number {
  const at = COLUMN_ORDER.indexOf(relation);
  return at < 0 ? COLUMN_ORDER.length : at;
}

/** Whether somebody got in, and nothing finer: else the order of the routes would be lost. */
function worst({ cells }: AccessMatrix['lines'][number]): number {
  const states = cells.map((cell) => cell?.state);
  if (states.includes('proven')) return 0;
  return states.includes('unsaid') ? 1 : 2;
}

function columnKey(row: AccessRow): string {
  return JSON.stringify([row.identity, row.relation]);
}

function badness(row: AccessRow): number {
  return ACCESS_STATES.indexOf(row.state);
}

function csvCell(value: string): string {
  const line = oneLine(value);
  const inert = /^[=+\-@]/u.test(line) ? `'${line}` : line;
  return /[",]/u.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
