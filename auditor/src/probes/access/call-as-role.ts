import type { Operation } from '../../core/operation.ts';
import { RoleCall } from '../../evidence/role.ts';
import { succeeded, type Person, type Seen } from '../../evidence/seen.ts';
import type { Resource } from '../../intake/resources.ts';
import type { Lane } from '../../io/lane.ts';
import { gathered, unanswered, type CellResult } from '../../io/probe.ts';
import { alive } from './alive.ts';
import { doorOf } from './door.ts';
import { routeOf, type Model } from './model.ts';
import type { OnExisting } from './on-existing.ts';
import { createdId } from './ids.ts';
import { undoOf } from './removal.ts';
import { writer } from './writer.ts';
import { patiently } from './patient.ts';
import { countIn, privateValues } from './private-values.ts';
import { requestFor } from './requests.ts';
import { see } from './see.ts';
import { tryDelete } from './try-delete.ts';
import { tryExisting } from './try-existing.ts';
import { tryWrite } from './try-write.ts';
import { belongingsFor, isPlantable } from './words.ts';

/** Whether somebody's role is let into an operation that is kept for others. */
export interface RoleQuestion {
  readonly operation: Operation;
  readonly allowed: readonly string[];
  readonly insider: Person;
  readonly caller: Person;
  readonly permitted: boolean;
  /** For what the run cannot make: a tenant, an account. */
  readonly on?: OnExisting;
}

/** Asks it in the way that the operation allows: by reading, by writing to the insider's object, by making one, or barely. */
export async function callAsRole(lane: Lane, model: Model, question: RoleQuestion): Promise<CellResult> {
  const { operation } = question;
  if (operation.method === 'GET') return read(lane, model, question);
  if (question.on !== undefined || routeOf(model, operation).objects.length > 0)
    return write(lane, model, question);
  const made = model.resources.find((one) => one.creator?.id === operation.id && isPlantable(one, model));
  return made === undefined ? act(lane, model, question) : make(lane, model, question, made);
}

async function read(lane: Lane, model: Model, question: RoleQuestion): Promise<CellResult> {
  const { operation, insider, caller } = question;
  const theirs = await belongingsFor(lane, model, operation, insider);
  if (theirs.kind === 'failed') return unanswered(theirs.because, theirs.add);
  const { words, ids, search } = theirs;
  const ask = requestFor(model, operation, { person: insider, ids, text: () => search, search });
  if (ask === undefined) return unanswered(`the path of ${operation.id} cannot be filled`);
  const control = await lane.send({ ...ask, as: insider.name });
  const callerControl = await alive(lane, model, caller);
  const attempt = await lane.send({ ...ask, as: caller.name });
  const door = doorOf(attempt, control, words);
  const again =
    door.state === 'open' ? doorOf(await lane.send({ ...ask, as: caller.name }), control, words) : undefined;
  const telling = privateValues(control, [callerControl]);
  return gathered(
    RoleCall.of({
      ...question,
      operation: operation.id,
      allowed: [...question.allowed],
      control: see(control, words),
      insiderIn: succeeded(see(control)),
      ...(callerControl === undefined ? {} : { callerControl: see(callerControl) }),
      attempt: door,
      ...(again === undefined ? {} : { again }),
      privateValues: countIn(attempt, telling),
    }),
  );
}

/** Writes and removals are tried on an object of the insider's, and judged by what the insider reads. */
async function write(lane: Lane, model: Model, question: RoleQuestion): Promise<CellResult> {
  const { operation, insider, caller } = question;
  const options = {
    lane,
    model,
    operation,
    victim: insider,
    attacker: caller,
    relation: 'same-tenant',
    expected: 'private',
    as: caller.name,
    variant: 'as-is',
  } as const;
  const { on } = question;
  const tried = await (on !== undefined
    ? tryExisting({ ...options, find: () => on.find(lane), turn: on.turn })
    : operation.method === 'DELETE'
      ? tryDelete(options)
      : tryWrite(options));
  if (tried.kind === 'failed') return unanswered(tried.because, tried.add);
  const { attempt } = tried;
  const callerControl = await alive(lane, model, caller);
  const effect = attempt.effect === 'gone' ? 'changed' : attempt.effect;
  return gathered(
    RoleCall.of({
      ...question,
      operation: operation.id,
      allowed: [...question.allowed],
      control: attempt.ownerControl ?? attempt.before,
      // What cannot be taken back is not tried by those who may; that they see what it is about has to do.
      insiderIn:
        attempt.ownerEffect === 'unasked' ||
        (attempt.ownerControl !== undefined && succeeded(attempt.ownerControl)),
      ...(callerControl === undefined ? {} : { callerControl: see(callerControl) }),
      attempt: { seen: attempt.attack, state: forbids(attempt.attack) ? 'shut' : attempt.door },
      ...(attempt.again === undefined ? {} : { again: { seen: attempt.again, state: 'unclear' } }),
      privateValues: 0,
      // Nothing changed and nothing was refused: whether it would have done anything was not tried.
      ...(attempt.statusOnly || (attempt.ownerEffect === 'unasked' && effect === 'none') ? {} : { effect }),
    }),
  );
}

/** What makes something is judged by whether it was made: the insider reads it, or else the one who made it. */
async function make(
  lane: Lane,
  model: Model,
  question: RoleQuestion,
  resource: Resource,
): Promise<CellResult> {
  const { operation, insider, caller } = question;
  const ids = (id: string) => new Map([[resource.key, id]]);
  const makeAs = async (person: Person) => {
    const made = writer(lane);
    const ask = requestFor(model, operation, { person, ids: new Map(), text: made.text });
    let id: string | undefined;
    const exchange =
      ask &&
      (await patiently(lane, () =>
        lane.create({ ...ask, as: person.name }, (answer) => {
          id = createdId(answer, resource, model.target.operations[operation.id]?.id);
          return id === undefined ? undefined : undoOf(model, resource, person, ids(id));
        }),
      ));
    return { exchange, id, words: ask === undefined ? [] : made.sentIn(ask) };
  };
  const control = await makeAs(insider);
  const attempt = await makeAs(caller);
  if (control.exchange === undefined || attempt.exchange === undefined)
    return unanswered(`the path of ${operation.id} cannot be filled`);
  const callerControl = await alive(lane, model, caller);
  const readers = attempt.id === undefined ? [] : [insider, caller];
  let seen = false;
  for (const reader of readers) {
    const looking = { person: reader, ids: ids(attempt.id ?? ''), text: () => 'a' };
    const ask = resource.read === undefined ? undefined : requestFor(model, resource.read, looking);
    seen ||= ask !== undefined && see(await lane.send({ ...ask, as: reader.name }), attempt.words).canary;
  }
  return gathered(
    RoleCall.of({
      ...question,
      operation: operation.id,
      allowed: [...question.allowed],
      control: see(control.exchange),
      insiderIn: control.id !== undefined,
      ...(callerControl === undefined ? {} : { callerControl: see(callerControl) }),
      attempt: doorOf(attempt.exchange, control.exchange),
      privateValues: 0,
      ...(seen ? { effect: 'changed' as const } : {}),
    }),
  );
}

/** What addresses no object is asked with nothing in it, so that being let in does no harm; a refusal comes before that. */
async function act(lane: Lane, model: Model, question: RoleQuestion): Promise<CellResult> {
  const { operation, insider, caller } = question;
  const ask = requestFor(model, operation, { person: insider, ids: new Map(), text: () => lane.word() });
  if (ask === undefined) return unanswered(`the path of ${operation.id} cannot be filled`);
  const bare: typeof ask = {
    ...ask,
    ...(ask.body === undefined ? {} : { body: { kind: 'json', json: {} } }),
  };
  const control = await lane.send({ ...bare, as: insider.name });
  const callerControl = await alive(lane, model, caller);
  const attempt = await lane.send({ ...bare, as: caller.name });
  const [mine, theirs] = [see(attempt), see(control)];
  const turnedAway =
    (mine.status === 401 || mine.status === 403 || mine.status === 404) &&
    theirs.answered &&
    theirs.status !== mine.status;
  // The insider got as far as the rules of the body, which nothing in it breaks; that is as good as being let in.
  const insiderIn =
    theirs.answered && theirs.status !== 401 && theirs.status !== 403 && theirs.status !== 404;
  return gathered(
    RoleCall.of({
      ...question,
      operation: operation.id,
      allowed: [...question.allowed],
      control: theirs,
      insiderIn,
      ...(callerControl === undefined ? {} : { callerControl: see(callerControl) }),
      attempt: turnedAway
        ? { seen: mine, state: 'shut' }
        : {
            seen: mine,
            state: doorOf(attempt, control).state === 'open' ? 'open' : 'unclear',
            because: `it answered ${String(mine.status)}, as it answers ${insider.name}`,
          },
      privateValues: 0,
    }),
  );
}

function forbids({ status }: Seen): boolean {
  return status === 401 || status === 403 || status === 404;
}
