import { answerOf, type Exchange } from '../core/exchange.ts';
import type { ChatSpec } from '../core/target.ts';
import { LimitBurst } from '../evidence/limit-burst.ts';
import { readPath } from '../intake/json-path.ts';
import { fillPath } from '../intake/path-template.ts';
import type { Ask, Lane, Undo } from '../io/lane.ts';
import { gathered, type Probe, type RunnableCell } from '../io/probe.ts';
import { people } from './access/people.ts';
import { parseJson } from './access/see.ts';
import { BESIDE_REQUESTS, besideOf, type Beside } from './limits/beside.ts';
import { sendBurst } from './limits/burst.ts';
import { refusedFirst } from './limits/refused-first.ts';
import { bothSucceed } from './limits/sort.ts';

const KIND = LimitBurst.upload.kind;
const MOST = 50;
const TOKENS_PER_FILE = 20;

type UploadSpec = NonNullable<ChatSpec['upload']>;

/** Uploads many small files as one customer; each is removed again. */
export const uploadLimit: Probe = {
  id: 'upload-limit',
  yields: [KIND],
  plan(context) {
    const { target, thresholds } = context;
    const upload = target.chat?.upload;
    const names = people(target).map((one) => one.name);
    const identity = names[1] ?? names[0];
    if (upload === undefined || identity === undefined) {
      const because =
        upload === undefined ? 'the file does not say how files are uploaded' : 'no identity is known';
      const add = 'chat: { upload: { post: /api/files, id: $.id, remove: "/api/files/{file}" } }';
      return { cells: [], leftOut: [{ kind: KIND, what: 'a burst of uploads', because, add }] };
    }
    if (upload.json !== undefined) {
      const because = 'no file is uploaded: what the bot reads is typed in';
      const add = 'absent: { uploads: nothing takes files }';
      return { cells: [], leftOut: [{ kind: KIND, what: 'a burst of uploads', because, add }] };
    }
    return {
      cells: [
        cellFor({
          upload,
          identity,
          wanted: Math.min(MOST, thresholds.burst),
          beside: besideOf(context, identity),
        }),
      ],
      leftOut: [],
    };
  },
};

interface Question {
  readonly upload: UploadSpec;
  readonly identity: string;
  readonly wanted: number;
  readonly beside: Beside | undefined;
}

function cellFor({ upload, identity, wanted, beside }: Question): RunnableCell {
  const operation = `POST ${upload.post}`;
  return {
    id: `upload-limit/${operation}/${identity}`,
    probe: 'upload-limit',
    title: `does ${operation} stop taking files when ${identity} sends ${wanted} at once?`,
    operation,
    identities: [identity],
    phase: 'bursts',
    effect: 'burst',
    cost: { requests: 2 * (wanted + BESIDE_REQUESTS), tokens: 2 * wanted * TOKENS_PER_FILE, mails: 0 },
    yields: [KIND],
    run: async (lane) => {
      const { burst } = await sendBurst(lane, {
        beside,
        operation,
        as: identity,
        wanted,
        mayRepeat: true,
        send: (index) => send(lane, upload, identity, index),
        isSame: bothSucceed,
      });
      return gathered(LimitBurst.upload.of({ ...burst, ...refusedFirst(burst, 'a small text file', 300) }));
    },
  };
}

function send(lane: Lane, upload: UploadSpec, identity: string, index: number): Promise<Exchange> {
  const ask: Ask = {
    method: 'POST',
    path: upload.post,
    operation: `POST ${upload.post}`,
    as: identity,
    body: {
      kind: 'multipart',
      field: upload.field,
      fileName: `launch-ready-${index}.txt`,
      contentType: 'text/plain',
      content: `launch-ready, file ${index}`,
      fields: upload.fields,
    },
  };
  return lane.create(ask, (made) => undoOf(made, upload, identity));
}

function undoOf(made: Exchange, upload: UploadSpec, identity: string): Undo | undefined {
  const answer = answerOf(made);
  if (answer === undefined || answer.status >= 300) return undefined;
  const id = readPath(parseJson(answer.body), upload.id);
  const text = typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
  const what = `file ${text ?? 'of unknown id'} of ${identity}`;
  const path =
    text === undefined || upload.remove === undefined ? undefined : fillPath(upload.remove, { file: text });
  return path === undefined ? { what } : { what, ask: { method: 'DELETE', path, as: identity } };
}
