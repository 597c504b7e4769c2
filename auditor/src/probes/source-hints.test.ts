import { expect, test } from 'vitest';
import { TargetSchema, type TargetInput } from '../core/target.ts';
import type { SourceReading } from '../evidence/source-hint.ts';
import { operationOf } from '../io/rehearsal.ts';
import { readSource } from '../source/read.ts';
import { sourceHints } from './source-hints.ts';

const FILES = {
  'src/app.ts': `import express from 'express';
import { pool } from './pool';
const app = express();
app.get('/api/notes', async (req, res) => res.json(await pool.query('SELECT 1')));
app.get('/api/plans', async (req, res) => res.json(await pool.query('SELECT 1')));
app.get('/internal/state', async (req, res) => res.json(await pool.query('SELECT 1')));`,
};

async function plan(target: Omit<TargetInput, 'schema' | 'api'>, source?: SourceReading) {
  const { cells, leftOut } = sourceHints.plan({
    target: TargetSchema.parse({ schema: 1, api: 'https://example.com', ...target }),
    operations: [operationOf('GET /api/notes'), operationOf('GET /api/plans', { declared: 'public' })],
    texts: {},
    thresholds: {
      p95Ms: 1,
      alertMinutes: 1,
      burst: 1,
      chatFirstAnswerMs: 1,
      chatWholeAnswerMs: 1,
      rollbackMinutes: 1,
    },
    ...(source === undefined ? {} : { source }),
  });
  const results = await Promise.all(cells.map((cell) => cell.run(NO_LANE)));
  const drafts = results.flatMap((one) => (one.kind === 'evidence' ? one.drafts : []));
  return { cells, leftOut, data: drafts.map((one) => one.data) };
}

/** The probe must not need it: everything was read before. */
const NO_LANE = new Proxy({} as never, {
  get: () => {
    throw new Error('nothing may be sent');
  },
});

function read(): SourceReading {
  const reading = readSource(Object.entries(FILES).map(([path, text]) => ({ path, text })));
  return { ...reading, unread: [], routes: [...reading.routes], hints: [...reading.hints], actions: [] };
}

test('hands over hints with the operation that they are about', async () => {
  const { data, cells } = await plan({ repo: '.' }, read());
  expect(cells.map((one) => one.phase)).toEqual(['passive']);
  expect(data).toMatchObject([
    { about: 'reading', files: 1, routes: 3 },
    { about: 'hint', hint: { route: 'GET /api/notes', line: 4 }, operation: 'GET /api/notes' },
    { about: 'hint', hint: { route: 'GET /internal/state' } },
    { about: 'unlisted', route: { id: 'GET /internal/state' } },
  ]);
});

test('leaves out what the target file leaves out', async () => {
  const { data } = await plan({ repo: '.', routes: { exclude: ['/internal/**'] } }, read());
  expect(data).not.toContainEqual(expect.objectContaining({ about: 'unlisted' }));
});

test('without a repository nothing is known, and it says so', async () => {
  expect((await plan({})).leftOut).toMatchObject([
    { because: 'the target file names no repository', add: 'repo: .' },
  ]);
  expect((await plan({ repo: './gone' })).leftOut).toMatchObject([
    { because: 'the folder ./gone could not be read' },
  ]);
});
