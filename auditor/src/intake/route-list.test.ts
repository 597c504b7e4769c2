import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatProblem } from './problem.ts';
import { operationFrom, readRouteList } from './route-list.ts';

test('one operation per line, comments and blank lines aside', () => {
  const read = readRouteList(
    '# core\nGET /api/me\n\n  post /api/chat/{id}  # costs tokens\nGET /api/me\n',
    'routes.txt',
  );
  expect(read.ok && read.value.map((one) => one.id)).toEqual(['GET /api/me', 'POST /api/chat/{id}']);
  expect(read.ok && read.value[1]?.parameters).toEqual([
    { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
  ]);
});

test.for([
  ['GET /api/users/:userId', '/api/users/{userId}'],
  ['GET /api/users/<int:user>/posts', '/api/users/{user}/posts'],
  ['GET /api/[team]/notes', '/api/{team}/notes'],
  ['GET /api/users/{id:\\d+}', '/api/users/{id}'],
])('%s', ([written = '', path]) => {
  const read = operationFrom(written);
  expect(read.ok && read.value.path).toBe(path);
});

test('mistakes are told with line and column', () => {
  const read = readRouteList('GET /api/me\nGTE /api/chat\nGET api/x\nGET /a b\nGET /a?b=1', 'routes.txt');
  expect(read.ok ? [] : read.error.map((one) => formatProblem(one).split('\n')[0])).toEqual([
    'routes.txt:2:1  "GTE" is not a method. Did you mean "GET"? Write lines such as "GET /api/me"',
    'routes.txt:3:1  the path must begin with one "/"',
    'routes.txt:4:1  has more than a method and a path; write lines such as "GET /api/me"',
    'routes.txt:5:1  the path may not hold "?" or "#"',
  ]);
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(() => readRouteList(`GET /${text}`, 'routes.txt')).not.toThrow();
    }),
  );
});
