/** One way in which the inside of a product shows in an answer. */
export interface TracePattern {
  /** What is shown, for people: `a Node.js stack trace`. */
  readonly what: string;
  /** Must be in the text before the expression is tried: keeps the usual answer cheap. */
  readonly hint: string;
  readonly pattern: RegExp;
}

/** A line end in plain text, inside a JSON string, or in HTML. */
const BREAK = String.raw`(?:\s|\\[nt]|<br\s*/?>|&nbsp;)`;

/**
 * Each pattern demands what only the machinery writes: a frame with file and line, the exact sentence of a driver, the title
 * of a debug page. Words such as "error" or "exception" alone are what a good error message may well say.
 */
export const TRACE_PATTERNS: readonly TracePattern[] = [
  {
    // V8: "at fn (file:line:column)" (v8.dev/docs/stack-trace-api).
    what: 'a Node.js stack trace',
    hint: 'at ',
    pattern: new RegExp(
      String.raw`${BREAK}at (?:async |new )?(?:[\w$.<>\[\] ]{1,120}? )?\(?(?:file://|node:|webpack-internal:|/|[A-Za-z]:\\{1,2})[^\s()"'<>]{1,300}:\d+:\d+\)?`,
    ),
  },
  {
    // docs.python.org/3/library/traceback: the fixed first line, or a frame.
    what: 'a Python traceback',
    hint: 'File ',
    pattern: /(?:Traceback \(most recent call last\)|File \\?"[^"\\]{1,300}\.py\\?", line \d+, in \w+)/,
  },
  {
    // Throwable.printStackTrace: "at package.Class.method(File.java:12)"; Kotlin, Scala and Groovy are alike.
    what: 'a Java stack trace',
    hint: 'at ',
    pattern: new RegExp(
      String.raw`${BREAK}at (?:[\w$]+\.){1,12}[\w$<>]+\((?:[\w$]+\.(?:java|kt|scala|groovy):\d+|Native Method|Unknown Source)\)`,
    ),
  },
  {
    // Exception#backtrace: "file.rb:12:in 'method'" (Ruby 3.4 changed the backtick to a quote).
    what: 'a Ruby backtrace',
    hint: '.rb:',
    pattern: /[\w./-]{1,300}\.rb:\d+:in [`'][^`'\n]{1,120}'/,
  },
  {
    // php.net/errorfunc.configuration: display_errors prints "… in /path/file.php on line 12"; frames are "#0 /path/file.php(12)".
    what: 'a PHP error',
    hint: '.php',
    pattern:
      /(?:(?:Fatal error|Parse error|Warning|Notice|Deprecated)(?:<\/b>)?: .{1,400}? in (?:<b>)?[^\s<]{1,300}\.php(?:<\/b>)? on line (?:<b>)?\d+|#\d+ (?:\/|[A-Z]:\\)[^\s(]{1,300}\.php\(\d+\))/,
  },
  {
    // System.Exception.StackTrace: "at Namespace.Class.Method(args) in file.cs:line 12".
    what: 'a .NET stack trace',
    hint: 'at ',
    pattern: new RegExp(
      String.raw`${BREAK}at (?:[\w\x60]+\.){1,12}[\w\x60<>.]+\([^)\n]{0,200}\) in [^\n]{1,300}\.(?:cs|fs|vb):line \d+`,
    ),
  },
  {
    // runtime/debug.Stack: "goroutine 1 [running]:" and frames "\t/path/file.go:12 +0x1d".
    what: 'a Go stack trace',
    hint: '.go:',
    pattern: /(?:goroutine \d+ \[[a-z ]{1,40}\]:|\/[\w./@-]{1,300}\.go:\d+ \+0x[0-9a-f]+)/,
  },
  {
    // std::panic: "thread 'main' panicked at src/main.rs:2:5".
    what: 'a Rust panic',
    hint: 'panicked at',
    pattern: /thread '[^']{1,80}' (?:\(\d+\) )?panicked at [^\n]{1,300}/,
  },
  {
    // postgresql.org/docs/current/errcodes-appendix: the wording of the server's own messages.
    what: 'a PostgreSQL error',
    hint: '"',
    pattern:
      /(?:(?:relation|column) \\?"[\w.]{1,120}\\?" (?:does not exist|of relation)|syntax error at or near \\?"|invalid input syntax for (?:type )?\w+: \\?"|(?:violates|duplicate key value violates) (?:unique|foreign key|not-null|check|row-level security)[\w -]{0,40}(?:constraint|policy)|null value in column \\?"[\w.]{1,120}\\?"|invalid byte sequence for encoding \\?"UTF8\\?"|unsupported Unicode escape sequence)/,
  },
  {
    // Server error message reference of MySQL and MariaDB (1064, 1054, 1146, 1062).
    what: 'a MySQL error',
    hint: "'",
    pattern:
      /(?:You have an error in your SQL syntax;|Unknown column '[\w.`]{1,120}' in '|Table '[\w.]{1,120}' doesn't exist|Duplicate entry '.{0,120}?' for key '|ER_[A-Z_]{4,40}\b.{0,40}?(?:sql|errno))/i,
  },
  {
    // sqlite.org/rescode.
    what: 'an SQLite error',
    hint: 'QLI',
    pattern:
      /(?:SQLITE_(?:ERROR|CONSTRAINT|MISMATCH|BUSY|RANGE)\b|sqlite3?\.(?:OperationalError|IntegrityError|InterfaceError))/i,
  },
  {
    what: 'an SQL Server or Oracle error',
    hint: 'ORA-',
    pattern: /\bORA-\d{5}: /,
  },
  {
    what: 'an SQL Server or Oracle error',
    hint: 'Sql',
    pattern:
      /(?:System\.Data\.SqlClient\.SqlException|Microsoft\.Data\.SqlClient\.SqlException|Unclosed quotation mark after the character string)/,
  },
  {
    // prisma.io/docs/orm/reference/error-reference.
    what: 'a Prisma error',
    hint: 'risma',
    pattern:
      /(?:Prisma(?:ClientKnownRequestError|ClientValidationError|ClientUnknownRequestError|ClientInitializationError)|Invalid `prisma\.\w+\.\w+\(\)` invocation)/,
  },
  {
    // Names of the mappers' own error classes: Sequelize, TypeORM, SQLAlchemy, Drizzle, Mongoose, MongoDB driver.
    what: "a database mapper's error",
    hint: 'rror',
    pattern:
      /\b(?:Sequelize[A-Z]\w{3,40}Error|QueryFailedError|DrizzleQueryError|sqlalchemy\.exc\.\w{3,40}|MongoServerError|MongooseError|Cast to \w{1,40} failed for value|Failed query: (?:select|insert|update|delete) )/,
  },
  {
    // Django's technical 500 page (django/views/templates/technical_500.html).
    what: "Django's debug page",
    hint: 'DEBUG = True',
    pattern: /seeing this error because you have <code>DEBUG = True<\/code>/,
  },
  {
    what: "Werkzeug's debugger",
    hint: 'erkzeug',
    pattern:
      /(?:Werkzeug Debugger|The debugger caught an exception in your WSGI application|__debugger__=yes)/,
  },
  {
    what: "Laravel's error page",
    hint: 'gnition',
    pattern: /(?:window\.ignite|Spatie\\{1,2}LaravelIgnition|facade\/ignition)/i,
  },
  {
    what: 'the Rails debug page',
    hint: 'Action Controller',
    pattern: /Action Controller: Exception caught/,
  },
  {
    // Microsoft.AspNetCore.Diagnostics DeveloperExceptionPage.
    what: 'the ASP.NET developer page',
    hint: 'nhandled exception',
    pattern:
      /(?:An unhandled exception occurred while processing the request|Server Error in '[^']{1,80}' Application)/,
  },
];
