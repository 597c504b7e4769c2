/** A file of a repository, by its path from the top. */
interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** More than any repository has; a file full of them is a word list. */
const MOST = 300;

const SECRET_NAME = String.raw`[A-Za-z0-9_]{0,40}(?:SECRET|JWT|SIGNING|AUTH_KEY|TOKEN_KEY)[A-Za-z0-9_]{0,40}`;

const PATTERNS: readonly RegExp[] = [
  // JWT_SECRET=change-me, JWT_SECRET: "change-me"
  new RegExp(
    String.raw`^[ \t-]*(?:export[ \t]+)?${SECRET_NAME}[ \t]*[=:][ \t]*["']?([^"'\s#]{1,200})`,
    'gim',
  ),
  // process.env.JWT_SECRET || 'change-me', os.getenv("JWT_SECRET", "change-me"), ${JWT_SECRET:-change-me}
  new RegExp(
    String.raw`${SECRET_NAME}["'\])]*\s*(?:\|\||\?\?|,|:-)\s*["'` +
      '`' +
      String.raw`]?([^"'` +
      '`' +
      String.raw`\s)}]{1,200})`,
    'gi',
  ),
  // const jwtSecret = 'change-me'
  new RegExp(
    String.raw`${SECRET_NAME}\s*[:=]\s*["'` +
      '`' +
      String.raw`]([^"'` +
      '`' +
      String.raw`\n]{1,200})["'` +
      '`' +
      ']',
    'gi',
  ),
];

/**
 * Values that stand in a repository where the secret of tokens would be taken from: examples of the environment, fall-backs in code.
 * What is read from elsewhere, such as `process.env.X`, is no value.
 */
export function signingSecretsIn(files: readonly SourceFile[]): readonly string[] {
  const found = files.flatMap(({ text }) =>
    PATTERNS.flatMap((pattern) => [...text.matchAll(pattern)].flatMap((match) => match.slice(1))),
  );
  return [...new Set(found)].filter((value) => !/^(?:process|os|env|import|\$\{)/.test(value)).slice(0, MOST);
}
