import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Credentials by their form, for those that only the auditor ever held: JSON web tokens, the session cookie, API keys. */
const FORMS = [
  /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g,
  /chatbot_session=(?!~secret)[\w-]{20,}/g,
  /lrk_[\w-]{20,}/g,
];

/** A secret that stands in a file. */
export interface Leak {
  readonly file: string;
  /** Its first characters, or its form: enough to find it, too little to use it. */
  readonly what: string;
}

/** What a search for secrets saw. */
export interface SecretSearch {
  readonly files: number;
  readonly leaks: readonly Leak[];
}

/** Looks for secrets, in every spelling that files use, below a folder. */
export function searchSecrets(folder: string, values: readonly string[]): SecretSearch {
  const files = filesBelow(folder);
  return { files: files.length, leaks: files.flatMap((file) => leaksIn(file, values)) };
}

function leaksIn(file: string, values: readonly string[]): readonly Leak[] {
  const text = readFileSync(file, 'latin1');
  const known = values
    .filter((value) => spellings(value).some((spelling) => text.includes(spelling)))
    .map((value) => ({ file, what: `${value.slice(0, 4)}…` }));
  const formed = FORMS.flatMap((form) => text.match(form) ?? []);
  return [...known, ...formed.map((found) => ({ file, what: `${found.slice(0, 12)}…` }))];
}

function spellings(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const base64 = bytes.toString('base64').replace(/=+$/, '');
  return [value, encodeURIComponent(value), base64, bytes.toString('base64url'), bytes.toString('hex')];
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
