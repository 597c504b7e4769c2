/** How a built Next.js app calls a server action: its id, and a page that carries it. */
export interface ActionCall {
  readonly id: string;
  readonly page: string;
}

interface Action {
  readonly name: string;
  readonly file: string;
}

const LARGEST = 5_000_000;
const ID = /^[0-9a-f]{16,80}$/;

/**
 * Reads `.next/server/server-reference-manifest.json`: which id and page each action has. Only builds that name the file and
 * the export of an action say which one it is; undefined when the text is no manifest.
 *
 * @param folder of the app in the repository, with a `/` behind it
 */
export function readManifest(
  text: string,
  folder: string,
): ((action: Action) => ActionCall | undefined) | undefined {
  if (text.length > LARGEST) return undefined;
  const entries = entriesOf(text);
  if (entries === undefined) return undefined;
  return ({ name, file }) => {
    const found = entries.find(
      (one) => one.name === name && (folder + one.file === file || one.file.endsWith(file)),
    );
    return found === undefined ? undefined : { id: found.id, page: found.page };
  };
}

interface Entry extends ActionCall, Action {}

function entriesOf(text: string): readonly Entry[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const actions = { ...record(field(parsed, 'edge')), ...record(field(parsed, 'node')) };
  return Object.entries(actions).flatMap(([id, value]) => {
    const name = field(value, 'exportedName');
    const file = field(value, 'filename');
    const page = Object.keys(record(field(value, 'workers')))
      .map(pageOf)
      .find((one) => one !== undefined);
    if (!ID.test(id) || typeof name !== 'string' || typeof file !== 'string' || page === undefined) return [];
    return [{ id, name, file: file.replace(/^(?:\[project\]|\.)\//, ''), page }];
  });
}

/** `app/(main)/notes/page` is `/notes`. A page with parameters could not be addressed. */
function pageOf(worker: string): string | undefined {
  const inner = /^app(\/.*)?\/page$/.exec(worker)?.[1] ?? (worker === 'app/page' ? '' : undefined);
  if (inner === undefined || inner.includes('[')) return undefined;
  const segments = inner.split('/').filter((one) => one !== '' && !/^\(.*\)$|^@/.test(one));
  return `/${segments.join('/')}`;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function record(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
