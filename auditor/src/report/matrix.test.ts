import { expect, test } from 'vitest';
import { accessCounts, accessMatrix, renderMatrixCsv, type AccessRow } from './matrix.ts';

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

test('of many questions about one place it says how many stayed open', () => {
  const open = asked({ state: 'not-assessed', because: 'answered 500' });
  const { lines } = accessMatrix([asked({}), open, asked({})]);
  expect(lines[0]?.cells[0]?.because).toBe('1 of 3 questions open: answered 500');
  expect(accessMatrix([asked({}), asked({})]).lines[0]?.cells[0]?.because).toBe(
    '2 of 2 questions held: answered 404',
  );
});

test('nobody comes first across, and what somebody got into comes first down', () => {
  const rows = [
    asked({}),
    asked({ identity: 'nobody', relation: 'anonymous' }),
    asked({ operation: 'GET /api/notes/{id}', state: 'proven' }),
  ];
  const { columns, lines } = accessMatrix(rows);
  expect(columns.map((column) => column.identity)).toEqual(['nobody', 'bea']);
  expect(lines.map((line) => line.operation)).toEqual(['GET /api/notes/{id}', 'GET /api/me']);
  expect(accessCounts(accessMatrix(rows))).toMatchObject({ proven: 1, held: 2, 'not-assessed': 0 });
});

test('the CSV is quoted and no cell is a formula', () => {
  const rows = [
    asked({ because: 'said "no", twice' }),
    asked({ identity: '=HYPERLINK("x")', because: 'two\nlines' }),
    asked({ operation: '@SUM(1)', identity: '+1', relation: '-1', because: '\t=1+1', finding: '0a1b2c' }),
  ];
  expect(renderMatrixCsv(rows)).toBe(
    'operation,method,path,identity,relation,state,because,finding\r\n' +
      'GET /api/me,GET,/api/me,bea,other-tenant,held,"said ""no"", twice",\r\n' +
      `GET /api/me,GET,/api/me,"'=HYPERLINK(""x"")",other-tenant,held,two lines,\r\n` +
      `'@SUM(1),'@SUM(1),,'+1,'-1,held,'=1+1,0a1b2c\r\n`,
  );
});

test('no rows make an empty matrix', () => {
  expect(accessMatrix([])).toEqual({ columns: [], lines: [] });
});
