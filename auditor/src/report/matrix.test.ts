import { expect, test } from 'vitest';
import { accessMatrix, renderMatrixCsv, type AccessRow } from './matrix.ts';

const asked = (row: Partial<AccessRow>): AccessRow => ({
  operation: 'GET /api/me',
  identity: 'bea',
  relation: 'other-tenant',
  state: 'held',
  because: 'answered 404',
  ...row,
});

test('operations go down, people across, what was not asked stays empty', () => {
  const rows = [
    asked({}),
    asked({ identity: 'ben', relation: 'same-tenant' }),
    asked({ operation: 'GET /health', state: 'public' }),
  ];
  const { columns, lines } = accessMatrix(rows);
  expect(columns.map((column) => column.identity)).toEqual(['bea', 'ben']);
  expect(lines.map((line) => [line.operation, ...line.cells.map((cell) => cell?.state)])).toEqual([
    ['GET /api/me', 'held', 'held'],
    ['GET /health', 'public', undefined],
  ]);
});

test.each([
  [['held', 'proven'], 'proven'],
  [['proven', 'held'], 'proven'],
  [['held', 'not-assessed'], 'not-assessed'],
  [['public', 'held'], 'held'],
] as const)('of %j the worst counts', (states, worst) => {
  const { lines } = accessMatrix(states.map((state) => asked({ state })));
  expect(lines[0]?.cells[0]?.state).toBe(worst);
});

test('the CSV is quoted and no cell is a formula', () => {
  const rows = [
    asked({ because: 'said "no", twice' }),
    asked({ identity: '=HYPERLINK("x")', because: 'two\nlines' }),
  ];
  expect(renderMatrixCsv(rows)).toBe(
    'operation,identity,relation,state,because\r\n' +
      'GET /api/me,bea,other-tenant,held,"said ""no"", twice"\r\n' +
      `GET /api/me,"'=HYPERLINK(""x"")",other-tenant,held,two lines\r\n`,
  );
});

test('no rows make an empty matrix', () => {
  expect(accessMatrix([])).toEqual({ columns: [], lines: [] });
});
