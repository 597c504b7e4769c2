import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Json, Operation } from '../../core/operation.ts';
import type { Target } from '../../core/target.ts';
import { AccountAssignment } from '../../evidence/assignment.ts';
import { succeeded, type Person } from '../../evidence/seen.ts';
import { exampleBody } from '../../intake/fill-body.ts';
import { objectOf } from '../../intake/json.ts';
import type { Ask, Credential, Lane } from '../../io/lane.ts';
import { gathered, unanswered, type CellResult } from '../../io/probe.ts';
import { sameFields } from './account-ids.ts';
import { doorOf } from './door.ts';
import type { Fields } from './extra-fields.ts';
import { asFields, gainedIn, privilegesIn, type Privilege } from './privileges.ts';
import { parseJson, see } from './see.ts';

export interface Promotion {
  readonly target: Target;
  readonly person: Person;
  /** The account's route to change itself. */
  readonly operation: Operation;
  /** The account's description of itself. */
  readonly whoami: string;
}

/** Privileges that are tried one by one where they are refused together. */
const SINGLY = 4;

/** Requests that one attempt may take, logging in included. */
export const PROMOTING = 40;

/** A disposable account changes its profile with privileges in the body, and reads in a new session what came of it. */
export async function promote(lane: Lane, question: Promotion): Promise<CellResult> {
  const { target, person, operation, whoami } = question;
  const before = await readFresh(lane, question);
  if (before.kind === 'failed') return unanswered(before.because);
  const privileges = privilegesIn(before.me, person, target);
  if (privileges.length === 0)
    return unanswered(
      `GET ${whoami} shows no role, tier or flag of ${person.name} that could be raised`,
      ADD_ROLE,
    );
  const as = before.credential;
  const plain = await lane.send({ ...requestWith(operation, before.me, {}), as });
  const attempts = [privileges, ...privileges.slice(0, SINGLY).map((one) => [one])];
  for (const tried of attempts) {
    const attack = await lane.send({ ...requestWith(operation, before.me, asFields(tried, 'wanted')), as });
    const refused = doorOf(attack, plain).state === 'shut';
    const isLast = tried === attempts.at(-1);
    if (refused && !isLast) continue;
    const after = await readFresh(lane, question);
    const gained = after.kind === 'read' ? gainedIn(after.me, privileges) : [];
    if (gained.length === 0 && !isLast && tried !== privileges) continue;
    const again = gained.length === 0 ? undefined : await readFresh(lane, question);
    return gathered(
      AccountAssignment.of({
        person,
        operation: operation.id,
        variant: `${Object.keys(asFields(tried, 'wanted')).join(', ')} in the body`,
        witness: `GET ${whoami}`,
        plain: see(plain),
        plainWorks: works(plain),
        before: see(before.exchange),
        attack: see(attack),
        after: see(after.kind === 'read' ? after.exchange : before.exchange),
        readable: after.kind === 'read',
        gained: [...gained],
        ...(again?.kind === 'read'
          ? { again: see(again.exchange), gainedAgain: [...gainedIn(again.me, privileges)] }
          : {}),
        restored: gained.length === 0 || (await restore(lane, question, before.me, privileges)),
      }),
    );
  }
  return unanswered(`nothing was sent to ${operation.id}`);
}

type Read =
  | {
      readonly kind: 'read';
      readonly credential: Credential;
      readonly exchange: Exchange;
      readonly me: unknown;
    }
  | { readonly kind: 'failed'; readonly because: string };

/** A token may carry what it was issued with, so only a new session says what is stored. */
async function readFresh(lane: Lane, { person, whoami }: Promotion): Promise<Read> {
  const session = await lane.login(person.name);
  if (session.kind === 'failed')
    return { kind: 'failed', because: `${person.name} could not log in: ${session.because}` };
  const { credential } = session;
  const exchange = await lane.send({
    method: 'GET',
    path: whoami,
    as: credential,
    operation: `GET ${whoami}`,
  });
  const seen = see(exchange);
  if (!succeeded(seen))
    return { kind: 'failed', because: `${person.name} cannot be read: ${seen.because ?? seen.line}` };
  return { kind: 'read', credential, exchange, me: parseJson(answerOf(exchange)?.body ?? '') };
}

/** The account takes back what it gave itself, by the way in which it got it; a colleague would only change themselves. */
async function restore(
  lane: Lane,
  question: Promotion,
  me: unknown,
  privileges: readonly Privilege[],
): Promise<boolean> {
  const back = requestWith(question.operation, me, asFields(privileges, 'before'));
  await lane.send({ ...back, as: question.person.name });
  const now = await readFresh(lane, question);
  return now.kind === 'read' && gainedIn(now.me, privileges).length === 0;
}

/** What must be there, and beside it only what the account has already. */
function requestWith(operation: Operation, me: unknown, fields: Fields): Omit<Ask, 'as'> {
  const { schema } = operation.body ?? {};
  const filled = objectOf(exampleBody(operation.body, () => 'launch-ready').value);
  const present: { readonly [name: string]: Json } = sameFields(
    me,
    Object.keys(schema?.properties ?? filled),
  );
  const required = Object.fromEntries(
    Object.entries(filled).filter(([name]) => schema === undefined || (schema.required ?? []).includes(name)),
  );
  const json = { ...required, ...present, ...fields };
  return {
    method: operation.method,
    path: operation.path,
    operation: operation.id,
    body: { kind: 'json', json },
  };
}

function works(exchange: Exchange): boolean {
  const seen = see(exchange);
  return succeeded(seen) && doorOf(exchange, exchange).state === 'open' && !denied(exchange);
}

function denied(exchange: Exchange): boolean {
  return /"(?:error|errors)"\s*:\s*(?!null|\[\]|false)/.test(answerOf(exchange)?.body ?? '');
}

const ADD_ROLE = 'whoami: { get: /api/me, role: $.role, tier: $.workspace.tier }';
