import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Json } from '../../core/operation.ts';
import type { Target } from '../../core/target.ts';
import { fillTemplate } from '../../intake/fill-template.ts';
import type { AskBody, Lane, SignOrder } from '../../io/lane.ts';

/** A webhook that the product receives, as the target file describes it. */
export type Hook = NonNullable<Target['webhooks']>['in'][number];

/** An event as a sender would write it. */
export interface Event {
  readonly id: string;
  readonly json: Json;
  readonly text: string;
}

export type SignOptions = Omit<SignOrder, 'hook' | 'id'>;

/** A fresh event of the kind that the target file describes. */
export function eventFor(lane: Lane, hook: Hook, tenant: string | undefined): Event {
  const id = `evt_${lane.word()}${lane.word()}`;
  const values = { id, text: lane.canary(), ...(tenant === undefined ? {} : { tenant }) };
  const json = fillTemplate(hook.body, values);
  return { id, json, text: hook.dialect === 'twilio' ? formOf(json) : JSON.stringify(json) };
}

function formOf(json: Json): string {
  const fields = json !== null && typeof json === 'object' ? Object.entries(json) : [];
  return fields
    .map(([name, value]) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return `${encodeURIComponent(name)}=${encodeURIComponent(text)}`;
    })
    .join('&');
}

/** @param sign absent for an event that nobody signed */
export function deliver(lane: Lane, hook: Hook, { id, text }: Event, sign?: SignOptions): Promise<Exchange> {
  const contentType = hook.dialect === 'twilio' ? 'application/x-www-form-urlencoded' : 'application/json';
  const body: AskBody = { kind: 'text', text, contentType };
  const operation = `POST ${hook.post}`;
  return lane.create(
    {
      method: 'POST',
      path: hook.post,
      operation,
      body,
      headers: hook.headers,
      ...(sign === undefined ? {} : { sign: { hook: hook.post, id, ...sign } }),
      label: sign === undefined ? 'nobody' : 'the sender',
    },
    (made) => {
      const status = answerOf(made)?.status ?? 500;
      return status < 300 ? { what: `event ${id} that ${operation} took` } : undefined;
    },
  );
}

/** The id of a person's tenant, as events name it. */
export function tenantOf({ identities, tenants }: Target, name: string): string | undefined {
  const label = identities[name]?.tenant;
  return label === undefined ? undefined : tenants[label]?.id;
}
