import { describe, expect, test } from 'vitest';
import { TRACE_PATTERNS } from './trace-patterns.ts';
import { tracesIn } from './stack-trace.ts';

const SHOWN: readonly (readonly [string, string])[] = [
  [
    'a Node.js stack trace',
    'Error: x\n    at parse (/app/src/server.js:10:3)\n    at async main (node:internal/x:1:2)',
  ],
  ['a Node.js stack trace', JSON.stringify({ stack: 'TypeError: x\n    at /srv/app/index.ts:4:11' })],
  [
    'a Node.js stack trace',
    '<pre>Error: x<br> &nbsp; &nbsp;at Layer.handle [as handle_request] (/app/node_modules/express/lib/router/layer.js:95:5)</pre>',
  ],
  ['a Node.js stack trace', 'x\n at new Foo (C:\\app\\dist\\foo.js:1:20)'],
  ['a Node.js stack trace', 'x\n at fn (file:///app/main.mjs:3:9)'],
  ['a Python traceback', 'Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>'],
  ['a Python traceback', JSON.stringify({ detail: '  File "/app/api/views.py", line 31, in create\n    x' })],
  [
    'a Java stack trace',
    'java.lang.NullPointerException\n\tat com.acme.api.ChatController.send(ChatController.java:42)',
  ],
  ['a Java stack trace', JSON.stringify({ trace: 'E\n\tat kotlin.coroutines.Foo.bar(Foo.kt:7)' })],
  ['a Ruby backtrace', "app/models/user.rb:12:in 'User#save'"],
  ['a Ruby backtrace', "app/models/user.rb:12:in `save'"],
  ['a PHP error', '<b>Fatal error</b>: Uncaught TypeError: x in <b>/var/www/index.php</b> on line <b>12</b>'],
  ['a PHP error', '#0 /var/www/vendor/a/b.php(33): foo()'],
  ['a .NET stack trace', '\n   at Acme.Api.Chat.Send(String text) in /src/Chat.cs:line 12'],
  ['a Go stack trace', 'goroutine 17 [running]:\nmain.main()\n\t/app/main.go:10 +0x1d'],
  ['a Rust panic', "thread 'tokio-runtime-worker' panicked at src/main.rs:2:5:"],
  ['a PostgreSQL error', '{"error":"invalid input syntax for type uuid: \\"abc\\""}'],
  ['a PostgreSQL error', 'duplicate key value violates unique constraint "users_email_key"'],
  ['a PostgreSQL error', 'column "tenant" does not exist'],
  ['a MySQL error', "You have an error in your SQL syntax; check the manual that's near ''' at line 1"],
  ['an SQLite error', 'SqliteError: SQLITE_CONSTRAINT: UNIQUE constraint failed: users.email'],
  ['an SQL Server or Oracle error', 'ORA-00933: SQL command not properly ended'],
  ['a Prisma error', 'Invalid `prisma.user.findUnique()` invocation:'],
  ["a database mapper's error", 'MongoServerError: E11000 duplicate key'],
  ["a database mapper's error", 'CastError: Cast to ObjectId failed for value "abc" (type string)'],
  ["Django's debug page", "<p>You're seeing this error because you have <code>DEBUG = True</code> in your"],
  ["Werkzeug's debugger", '<title>ValueError // Werkzeug Debugger</title>'],
];

describe('tracesIn', () => {
  test.each(SHOWN)('%s: %s', (what, text) => {
    expect(tracesIn(text).map((one) => one.what)).toContain(what);
  });

  test.each([
    '{"error":{"code":"bad_request","message":"The body is not valid JSON.","requestId":"req_1"}}',
    '{"detail":[{"loc":["body","email"],"msg":"field required","type":"value_error.missing"}]}',
    '{"message":"Unexpected token < in JSON at position 0"}',
    '<html><title>404 Not Found</title><center>nginx</center></html>',
    'We are at 10:30 tomorrow, look at the file main.py or at http://example.com:80/a:1',
    'An error occurred at checkout. Please quote id 12:34:56.',
    '{"reply":"In Python, exceptions print a traceback; in Java you call printStackTrace()."}',
    '{"error":"User \\"ana\\" does not exist"}',
  ])('nothing in %s', (text) => {
    expect(tracesIn(text)).toEqual([]);
  });

  test('every hint stands in what its pattern finds', () => {
    expect(SHOWN.length).toBeGreaterThan(20);
    for (const [what, text] of SHOWN) {
      const matching = TRACE_PATTERNS.filter((one) => one.pattern.test(text));
      expect(matching.filter((one) => one.what === what && text.includes(one.hint)).length).toBeGreaterThan(
        0,
      );
    }
  });

  // A pattern that walks back and forth would not be done before the test's time is up.
  test.each(['at ', ' at a', 'File "', '#0 /', '.rb:1:in `', 'a.', '/a', 'Warning: '])(
    'is done with long lines of %s',
    (part) => {
      const text = `${part.repeat(20_000)} at  File .rb: .php .go: " ' rror`;
      expect(tracesIn(text.slice(0, 100_000)).length).toBeLessThan(10);
    },
  );
});
