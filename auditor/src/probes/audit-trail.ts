import { answerOf, type Exchange } from '../core/exchange.ts';
import type { Json } from '../core/operation.ts';
import type { AuditTrailSpec } from '../core/target/audit-trail.ts';
import { AuditTrail } from '../evidence/audit-trail.ts';
import { callOf } from '../evidence/response-call.ts';
import { readPath } from '../intake/json-path.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, type CellResult, type Probe } from '../io/probe.ts';
import { parseJson } from './access/see.ts';

/** How often the trail is read afterwards, and how long is waited in between: many trails are written a moment later. */
const READINGS = 4;
const PAUSE_MS = 500;

const ADD = `auditTrail:
  list: GET /api/audit
  as: ana
  act: { post: /api/keys, json: { name: "{{text}}" }, remove: "/api/keys/{id}" }`;

/** Does something that needs special rights, and looks for it in the audit trail. */
export const auditTrail: Probe = {
  id: 'audit-trail',
  yields: [AuditTrail.kind],
  plan: ({ target: { auditTrail: spec } }) => {
    if (spec === undefined) {
      const because = 'the target file names no audit trail';
      return {
        cells: [],
        leftOut: [{ kind: AuditTrail.kind, what: 'an act in the audit trail', because, add: ADD }],
      };
    }
    const operation = `${spec.list.method} ${spec.list.path}`;
    return {
      cells: [
        {
          id: `audit-trail/POST ${spec.act.post}/${spec.as}`,
          probe: 'audit-trail',
          title: `does ${operation} tell what ${spec.as} has just done?`,
          operation,
          identities: [spec.as],
          // Nobody else does anything meanwhile, so that whatever is new in the trail comes of this.
          phase: 'quiet',
          effect: 'write',
          cost: { requests: 4 + READINGS, tokens: 0, mails: 0 },
          yields: [AuditTrail.kind],
          run: (lane: Lane) => run(lane, spec),
        },
      ],
      leftOut: [],
    };
  },
};

async function run(lane: Lane, spec: AuditTrailSpec): Promise<CellResult> {
  const { list, as, act } = spec;
  const operation = `${list.method} ${list.path}`;
  const read = () => lane.send({ ...list, as, operation });
  const [before, quiet] = [await read(), await read()];
  const name = `launch-ready ${lane.word()}`;
  const made = await lane.create(
    { method: 'POST', path: act.post, as, body: { kind: 'json', json: named(act.json, name) } },
    (exchange) => {
      const id = idOf(exchange, act.id);
      if (id === undefined) return undefined;
      const what = `what ${as} made with POST ${act.post}`;
      if (act.remove === undefined) return { what };
      const path = act.remove.replaceAll('{id}', encodeURIComponent(id));
      return { what, ask: { method: 'DELETE', path, as } };
    },
  );
  const id = idOf(made, act.id);
  const marks = [name, ...(id === undefined ? [] : [id])];
  const isNew = (exchange: Exchange) =>
    marks.some((mark) => textOf(exchange).includes(mark) && !textOf(quiet).includes(mark));
  let after = await read();
  for (let reading = 1; reading < READINGS && !isNew(after); reading += 1) {
    await lane.sleep(PAUSE_MS);
    after = await read();
  }
  return gathered(
    AuditTrail.of({
      operation,
      identity: as,
      act: callOf(made),
      before: callOf(before),
      quiet: callOf(quiet),
      after: callOf(after),
      steady: textOf(before) === textOf(quiet),
      changed: textOf(after) !== textOf(quiet),
      mentions: isNew(after),
      readable: isList(parseJson(textOf(after))),
      marks: marks.filter((mark) => textOf(made).includes(mark)),
    }),
  );
}

function textOf(exchange: Exchange): string {
  return answerOf(exchange)?.body ?? '';
}

function idOf(exchange: Exchange, path: string): string | undefined {
  const answer = answerOf(exchange);
  if (answer === undefined || answer.status >= 300) return undefined;
  const id = readPath(parseJson(answer.body), path);
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

/** A trail is a list, or an object that holds one; a page or a bare message is none. */
function isList(value: unknown): boolean {
  if (Array.isArray(value)) return true;
  return value !== null && typeof value === 'object' && Object.values(value).some(Array.isArray);
}

function named(json: Json, name: string): Json {
  if (typeof json === 'string') return json.replaceAll('{{text}}', name);
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map((item: Json) => named(item, name));
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, named(value, name)]));
}
