import type { Json } from '../../core/operation.ts';
import { parseJson } from '../recording/body.ts';
import type { Recorded, RecordedAnswer } from '../recording/recorded.ts';
import { isObject, listOf, objectOf, textOf, type JsonObject } from '../json.ts';

/** One question to the product. Some protocols put several into one request, or all of them on one path. */
export interface Call {
  readonly recorded: Recorded;
  /** `query Boards` of GraphQL, `action 4f…` of a server action. */
  readonly variant?: string;
}

/** The questions in one exchange. */
export function callsIn(recorded: Recorded): readonly Call[] {
  return graphqlCalls(recorded) ?? trpcCalls(recorded) ?? [actionCall(recorded) ?? { recorded }];
}

/** GraphQL over HTTP: one path, and a document in the body, or a list of them. */
function graphqlCalls(recorded: Recorded): readonly Call[] | undefined {
  const { body, answer } = recorded;
  if (recorded.method !== 'POST' || body?.json === undefined) return undefined;
  const requests = isObject(body.json) ? [body.json] : listOf(body.json).map((one) => objectOf(one));
  const variants = requests.map((one) => graphqlVariant(one));
  if (variants.length === 0 || variants.some((one) => one === undefined)) return undefined;
  const answers = isObject(body.json) ? [answer?.json] : listOf(answer?.json);
  return requests.map((json, index) => ({
    recorded: split(recorded, json, answers[index]),
    variant: variants[index] ?? '',
  }));
}

function graphqlVariant({ query, operationName, extensions }: JsonObject): string | undefined {
  const document = textOf(query);
  const isPersisted = isObject(objectOf(extensions)['persistedQuery']);
  if (document === undefined) return isPersisted ? `query ${textOf(operationName) ?? 'unnamed'}` : undefined;
  const head = /^\s*(?:#[^\n]*\n\s*)*(query|mutation|subscription)?\s*([A-Za-z_]\w*)?[^{]*\{\s*(\w+)?/.exec(
    document,
  );
  if (head === null) return undefined;
  const [, kind = 'query', name, first = 'unnamed'] = head;
  return `${kind} ${textOf(operationName) ?? name ?? first}`;
}

/** tRPC: `/api/trpc/board.byId,card.list?batch=1&input={"0":…}` is several procedures in one request. */
function trpcCalls(recorded: Recorded): readonly Call[] | undefined {
  const match = /^(.*\/trpc\/)([\w.,%-]+)$/.exec(recorded.path);
  const [, base = '', names = ''] = match ?? [];
  if (match === null) return undefined;
  const procedures = names.replaceAll(/%2C/gi, ',').split(',');
  const isBatch = recorded.query.some(([name]) => name === 'batch');
  const input = recorded.query.find(([name]) => name === 'input')?.[1];
  const inputs = recorded.method === 'GET' ? parseJson(input) : recorded.body?.json;
  return procedures.map((procedure, index) => {
    const own = isBatch ? objectOf(inputs)[String(index)] : inputs;
    const answers = recorded.answer?.json;
    const answered = isBatch ? listOf(answers)[index] : answers;
    const query = recorded.query.filter(([name]) => name !== 'batch' && name !== 'input');
    const path = `${base}${procedure}`;
    if (recorded.method !== 'GET')
      return { recorded: { ...split(recorded, own ?? null, answered), path, query } };
    const asked = own === undefined ? query : [...query, ['input', JSON.stringify(own)] as const];
    return { recorded: { ...split(recorded, undefined, answered), path, query: asked } };
  });
}

/** A server action of Next.js: the header says which function of the page is called. */
function actionCall(recorded: Recorded): Call | undefined {
  const action = recorded.headers['next-action'];
  if (action === undefined || recorded.method !== 'POST') return undefined;
  return { recorded, variant: `action ${action.slice(0, 8)}…` };
}

/** The exchange as if only this part had been asked. */
function split(recorded: Recorded, json: Json | undefined, answered: Json | undefined): Recorded {
  const { body, answer, ...rest } = recorded;
  return {
    ...rest,
    ...(body === undefined || json === undefined ? {} : { body: { ...body, json } }),
    ...(answer === undefined ? {} : { answer: withJson(answer, answered) }),
  };
}

function withJson({ json: _, ...rest }: RecordedAnswer, json: Json | undefined): RecordedAnswer {
  return json === undefined ? rest : { ...rest, json };
}
