import { answerOf, type Exchange } from '../core/exchange.ts';
import type { Finding } from '../core/finding.ts';

/** What of a proof can be asked again by anybody with two accounts. */
export interface Regression {
  readonly finding: Finding;
  readonly steps: readonly RegressionStep[];
}

interface RegressionStep {
  readonly role: string;
  readonly method: string;
  /** Below the address of the product; `${NAME}` stands for a variable of the environment. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | undefined;
  /** The owner's own call, which has to work; or an attack, whose answer must not hold what proves the break. */
  readonly kind: 'control' | 'attack';
  /** What no answer to the attack may hold. `${NAME}` stands for a variable. */
  readonly forbidden: readonly string[];
}

export type Exported =
  | { readonly ok: true; readonly regression: Regression }
  | { readonly ok: false; readonly finding: Finding; readonly because: string };

/** Headers that say something about the product's rules, not about how the request was carried. */
const KEPT = /^(?:content-type|accept|origin|access-control-request-\w+|x-(?!launch)[\w-]+)$/u;
const MOST_STEPS = 4;
const PLACEHOLDER = /~secret\.[a-z0-9-]+\.[0-9a-f]{10}~/gu;

/**
 * Turns a finding's exchanges into requests that can be asked again. What a run made up or was given (credentials, ids,
 * canaries) becomes variables, since none of it outlives the run.
 */
export function exportFinding(finding: Finding, exchanges: ReadonlyMap<string, Exchange>): Exported {
  const no = (because: string): Exported => ({ ok: false, finding, because });
  const cited = finding.exhibits.flatMap((exhibit) => {
    const exchange = exchanges.get(exhibit.exchange);
    return exchange === undefined ? [] : [{ exhibit, exchange }];
  });
  if (cited.length === 0) return no('the run keeps no exchange of it');
  if (cited.some(({ exchange }) => !/^https?:/u.test(exchange.request.url)))
    return no('its proof is no HTTP request');
  if (cited.length > MOST_STEPS) return no('it is proven by many requests together, such as a burst');
  const last = cited.findLast(({ exhibit }) => exhibit.marks.some((one) => one !== ''));
  if (last === undefined) return no('its proof is no text in an answer');
  if (answerOf(last.exchange)?.truncated === true)
    return no('its proof lies beyond what is kept of the answer');
  const owner = cited.find(({ exchange }) => exchange.as !== last.exchange.as && exchange.as !== 'anonymous');
  const canaries = [...new Set(cited.flatMap(({ exchange }) => answerOf(exchange)?.canaries ?? []))];
  const steps = [...(owner === undefined ? [] : [owner]), last].map(({ exhibit, exchange }) =>
    stepOf({
      role: exhibit.role,
      exchange,
      where: finding.where,
      kind: exchange === last.exchange ? 'attack' : 'control',
      marks: exhibit.marks.map((one) => (canaries.includes(one) ? '${OWNERS_TEXT}' : one)),
      canaries,
    }),
  );
  if (steps.some((step) => step.path.includes('~secret.') || (step.body ?? '').includes('~secret.')))
    return no('its requests carry credentials in their address or body');
  return { ok: true, regression: { finding, steps } };
}

interface StepInput {
  readonly role: string;
  readonly exchange: Exchange;
  readonly where: string;
  readonly kind: RegressionStep['kind'];
  readonly marks: readonly string[];
  readonly canaries: readonly string[];
}

function stepOf({ role, exchange, where, kind, marks, canaries }: StepInput): RegressionStep {
  const { method, url, headers, body } = exchange.request;
  const { pathname, search } = new URL(url);
  const planted = (text: string) =>
    canaries.reduce((sum, one) => sum.replaceAll(one, '${OWNERS_TEXT}'), text);
  const credentials = Object.entries(headers).flatMap(([name, value]) =>
    PLACEHOLDER.test(value) || name === 'authorization' || name === 'cookie'
      ? [[name, `\${${variable(`${exchange.as} ${name}`)}}`] as const]
      : [],
  );
  const kept = Object.entries(headers).filter(
    ([name]) => KEPT.test(name) && !credentials.some(([known]) => known === name),
  );
  return {
    role,
    method,
    path: planted(`${withVariables(decodeURI(pathname), where)}${search}`),
    headers: [...kept, ...credentials],
    body: body === undefined ? undefined : planted(body),
    kind,
    forbidden: kind === 'attack' ? marks.filter((one) => one !== '') : [],
  };
}

/** `/api/projects/p_1` of `GET /api/projects/{projectId}` becomes `/api/projects/${PROJECT_ID}`. */
function withVariables(path: string, where: string): string {
  const template = where.slice(where.indexOf(' ') + 1).split('/');
  const parts = path.split('/');
  // The product may live below a path of its own.
  const below = parts.length - template.length;
  if (below < 0 || !where.includes(' /')) return path;
  return parts
    .map((part, index) => {
      const name = /^\{(\w+)\}$/u.exec(template[index - below] ?? '')?.[1];
      return name === undefined ? part : `\${${variable(name)}}`;
    })
    .join('/');
}

function variable(words: string): string {
  return words
    .replaceAll(/([a-z])([A-Z])/gu, '$1_$2')
    .replaceAll(/\W+/gu, '_')
    .replaceAll(/^_+|_+$/gu, '')
    .toUpperCase();
}

/** Names of the variables that a test reads, in the order in which they appear. */
export function variablesOf(regressions: readonly Regression[]): readonly string[] {
  const texts = regressions.flatMap(({ steps }) =>
    steps.flatMap((one) => [
      one.path,
      one.body ?? '',
      ...one.headers.map(([, value]) => value),
      ...one.forbidden,
    ]),
  );
  return [
    ...new Set([
      'APP_URL',
      ...texts.flatMap((text) => [...text.matchAll(/\$\{([A-Z0-9_]+)\}/gu)].map((one) => one[1] ?? '')),
    ]),
  ];
}
