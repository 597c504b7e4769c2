import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { ChatSpec, Target } from '../../core/target.ts';
import { readPath } from '../../intake/json-path.ts';
import { fillTemplate } from '../../intake/fill-template.ts';
import { fillPath } from '../../intake/path-template.ts';
import type { AskBody, Lane, Undo } from '../../io/lane.ts';
import { patiently } from '../access/patient.ts';
import { parseJson, see } from '../access/see.ts';
import { ofOwnTenant } from '../access/tenant-fields.ts';

/** How often the state of an upload is asked, and how long to wait in between. */
export const POLLS = 30;
const POLL_MS = 1_000;

/** What to add to the target file so that documents can be uploaded. */
export const ADD_UPLOAD =
  'chat: { upload: { post: /api/files, field: file, id: $.id, remove: "/api/files/{file}" } }';

export type UploadSpec = NonNullable<ChatSpec['upload']>;

/** A text file to upload. */
export interface PlantedDocument {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: string;
}

/** Where documents go, and whose they are. */
export interface Shelf {
  readonly target: Target;
  readonly upload: UploadSpec;
  /** Name of the identity that uploads. */
  readonly owner: string;
}

export type Stored =
  | { readonly kind: 'stored'; readonly id: string; readonly exchange: Exchange }
  /** `refused` when the product said no to this very document, rather than being in trouble. */
  | {
      readonly kind: 'not-stored';
      readonly because: string;
      readonly refused: boolean;
      readonly exchange: Exchange;
    };

/** Uploads a document through the product's own route and waits until the bot may be asked about it. */
export async function store(lane: Lane, shelf: Shelf, document: PlantedDocument): Promise<Stored> {
  const { upload, owner } = shelf;
  const exchange = await patiently(lane, () =>
    lane.create(
      {
        method: 'POST',
        path: upload.post,
        operation: `POST ${upload.post}`,
        as: owner,
        body: bodyOf(shelf, document),
      },
      (made) => undoOf(shelf, idIn(made, upload.id)),
    ),
  );
  const seen = see(exchange);
  const id = idIn(exchange, upload.id);
  if (id === undefined || (seen.status ?? 500) >= 400) {
    const because = `${owner} could not upload a document: ${seen.because ?? seen.line}`;
    return { kind: 'not-stored', because, refused: seen.answered, exchange };
  }
  const late = upload.ready === undefined ? undefined : await waitUntilReady(lane, shelf, upload.ready, id);
  if (late !== undefined) return { kind: 'not-stored', because: late, refused: false, exchange };
  return { kind: 'stored', id, exchange };
}

/** A file, or where the bot reads what is typed in, a text. */
function bodyOf({ target, upload, owner }: Shelf, document: PlantedDocument): AskBody {
  const { field, fields, json } = upload;
  if (json === undefined) return { kind: 'multipart', field, ...document, fields };
  const values = { text: document.content, name: document.fileName.replace(/\.\w+$/, '') };
  return { kind: 'json', json: fillTemplate(ofOwnTenant(target, owner, json), values) };
}

/** Removes a document before the run's clean-up would, so that nobody else is answered from it. */
export async function removeAtOnce(lane: Lane, shelf: Shelf, id: string): Promise<void> {
  const path = pathOf(shelf, id);
  if (path === undefined) return;
  const exchange = await patiently(lane, () => lane.send({ method: 'DELETE', path, as: shelf.owner }));
  const { status = 500 } = answerOf(exchange) ?? {};
  if (status < 300) lane.settle(nameOf(shelf, id));
}

async function waitUntilReady(
  lane: Lane,
  { target, owner }: Shelf,
  ready: NonNullable<UploadSpec['ready']>,
  id: string,
): Promise<string | undefined> {
  const path = fillPath(ready.get, { file: id }) ?? ready.get;
  const polls = Math.min(POLLS, Math.ceil(target.limits.patienceMs / POLL_MS));
  for (let poll = 0; poll < polls; poll += 1) {
    const exchange = await lane.send({ method: 'GET', path, as: owner, operation: `GET ${ready.get}` });
    const state = readPath(parseJson(answerOf(exchange)?.body ?? ''), ready.value);
    if (String(state) === ready.is) return undefined;
    await lane.sleep(POLL_MS);
  }
  return `the document of ${owner} did not become ${ready.is} within ${polls} s`;
}

function undoOf(shelf: Shelf, id: string | undefined): Undo | undefined {
  if (id === undefined) return undefined;
  const path = pathOf(shelf, id);
  const what = nameOf(shelf, id);
  return path === undefined ? { what } : { what, ask: { method: 'DELETE', path, as: shelf.owner } };
}

function nameOf({ owner }: Shelf, id: string): string {
  return `document ${id} of ${owner}`;
}

function pathOf({ upload }: Shelf, id: string): string | undefined {
  return upload.remove === undefined ? undefined : fillPath(upload.remove, { file: id });
}

function idIn(exchange: Exchange, path: string): string | undefined {
  const value = readPath(parseJson(answerOf(exchange)?.body ?? ''), path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
