import { oneLine } from './text/clean.ts';

/** What a run says about one identity at one operation. */
export const ACCESS_STATES = ['proven', 'held', 'not-assessed', 'public'] as const;
export type AccessState = (typeof ACCESS_STATES)[number];

/** One answer: could this identity, standing so to the owner, use this operation on the owner's object? */
export interface AccessRow {
  /** `GET /api/conversations/{id}`. */
  readonly operation: string;
  /** `bea`. */
  readonly identity: string;
  /** `other-tenant`, `same-tenant`, `anonymous`. */
  readonly relation: string;
  readonly state: AccessState;
  readonly because: string;
}

/** `proven` means that access was proven: the state that nobody wants to see. */
export const ACCESS_WORDS: { readonly [state in AccessState]: string } = {
  proven: 'Got in',
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

/** The worst answer wins where one question was put more than once. */
const WORST_FIRST: readonly AccessState[] = ['proven', 'not-assessed', 'held', 'public'];

/** Lays answers out as operations × identities, in the order in which they first appear. */
export function accessMatrix(rows: readonly AccessRow[]): AccessMatrix {
  const columns = new Map<string, AccessColumn>();
  const lines = new Map<string, Map<string, AccessRow>>();
  for (const row of rows) {
    const key = columnKey(row);
    if (!columns.has(key)) columns.set(key, { identity: row.identity, relation: row.relation });
    const line = lines.get(row.operation) ?? new Map<string, AccessRow>();
    lines.set(row.operation, line);
    const earlier = line.get(key);
    if (earlier === undefined || badness(row) < badness(earlier)) line.set(key, row);
  }
  return {
    columns: [...columns.values()],
    lines: [...lines].map(([operation, cells]) => ({
      operation,
      cells: [...columns.keys()].map((key) => cells.get(key)),
    })),
  };
}

/** One line per answer, for a spreadsheet: RFC 4180, and no cell that a spreadsheet would run as a formula. */
export function renderMatrixCsv(rows: readonly AccessRow[]): string {
  const head = ['operation', 'identity', 'relation', 'state', 'because'];
  const lines = rows.map((row) => [row.operation, row.identity, row.relation, row.state, row.because]);
  return [head, ...lines].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('');
}

function columnKey(row: AccessRow): string {
  return JSON.stringify([row.identity, row.relation]);
}

function badness(row: AccessRow): number {
  return WORST_FIRST.indexOf(row.state);
}

function csvCell(value: string): string {
  const line = oneLine(value);
  const inert = /^[=+\-@]/u.test(line) ? `'${line}` : line;
  return /[",]/u.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
