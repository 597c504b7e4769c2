import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Operation } from '../../core/operation.ts';
import { ObjectWrite } from '../../evidence/object-write.ts';
import { succeeded, type Seen } from '../../evidence/seen.ts';
import type { Lane } from '../../io/lane.ts';
import { gathered, unanswered, type CellResult, type RunnableCell } from '../../io/probe.ts';
import { accountFor, existingAccount, holdsAccount, type Account } from './account.ts';
import { alive } from './alive.ts';
import type { Existing } from './existing.ts';
import { tenantKey, type Model } from './model.ts';
import type { Pair } from './people.ts';
import { requestFor, type Ids } from './requests.ts';
import { parseJson, see } from './see.ts';
import { requestOn } from './try-existing.ts';
import { inTurn } from './turns.ts';

interface Pull {
  readonly model: Model;
  readonly operation: Operation;
  readonly account: Account;
  readonly pair: Pair;
}

const REQUESTS = 12;

/**
 * Whether somebody who runs one tenant can pull in the account of another by naming it below the own tenant: the tenant in the
 * path is checked, and whose account it is may not be. Only disposable accounts are tried.
 */
export function pullCells(model: Model, operation: Operation, pair: Pair): readonly RunnableCell[] {
  const { tenantParam } = model;
  const account = accountFor(model, operation, pair.victim);
  const isBelow = tenantParam !== undefined && operation.path.includes(`{${tenantParam}}`);
  if (account === undefined || !isBelow) return [];
  const { victim, attacker } = pair;
  const { holder } = account;
  return [
    {
      id: `object-write/${operation.id}/${attacker.name}>${victim.name}/own-tenant`,
      probe: 'object-write',
      title: `can ${attacker.name} pull ${holder.name} into ${attacker.tenant ?? 'another tenant'}, by ${operation.id}?`,
      operation: operation.id,
      identities: [victim.name, attacker.name, holder.name],
      phase: 'sessions',
      effect: 'session',
      cost: { requests: REQUESTS, tokens: 0, mails: 0 },
      yields: [ObjectWrite.kind],
      run: (lane) => inTurn(lane, holder.name, () => pull(lane, { model, operation, account, pair })),
    },
  ];
}

async function pull(lane: Lane, tried: Pull): Promise<CellResult> {
  const { model, operation, account, pair } = tried;
  const { victim, attacker } = pair;
  const before = await existingAccount(lane, model, account, victim);
  const id = before?.id?.[1];
  if (before === undefined || id === undefined)
    return unanswered(`${victim.name} does not see the account of ${account.holder.name}`);
  const ask = requestOn(
    { lane, model, operation, victim: attacker },
    { ...before, ids: below(tried, before) },
  );
  const own = requestFor(model, account.list, {
    person: attacker,
    ids: below(tried, before),
    text: () => 'a',
  });
  if (ask === undefined || own === undefined)
    return unanswered(`the path of ${operation.id} cannot be filled`);
  const look = () => lane.send({ ...own, as: attacker.name });
  const at = (exchange: Exchange): Seen => ({ ...see(exchange), canary: holdsAccount(bodyOf(exchange), id) });

  const start = at(await look());
  if (!succeeded(start) || start.canary)
    return unanswered(`${attacker.name}'s own list does not show who is new: ${start.line}`);
  const living = await alive(lane, model, attacker);
  const attack = await lane.send({ ...ask, as: attacker.name });
  const readBack = at(await look());
  const again = readBack.canary ? at(await look()) : undefined;
  const kept = await before.look();
  if (readBack.canary) await putBack(lane, tried, before, kept.fields === undefined);
  return gathered(
    ObjectWrite.of({
      operation: operation.id,
      resource: 'account',
      witness: account.list.id,
      ...pair,
      variant: `below ${attacker.name}'s own tenant`,
      before: { ...see(before.exchange), canary: true },
      ownerEffect: 'unasked',
      ...(living === undefined ? {} : { attackerControl: see(living) }),
      sibling: false,
      attack: see(attack),
      door: 'unclear',
      statusOnly: false,
      readBack,
      ...(again === undefined ? {} : { again }),
      effect: readBack.canary ? 'changed' : 'none',
      pulled: readBack.canary,
    }),
  );
}

/** Back to where it was: pulled back by its own tenant where that lost it, put out of the other where it is in both now. */
async function putBack(lane: Lane, tried: Pull, before: Existing, isLost: boolean): Promise<void> {
  const { model, operation, account, pair } = tried;
  const { victim, attacker } = pair;
  const { remove } = account.resource;
  const back = isLost
    ? requestOn({ lane, model, operation, victim }, before)
    : remove === undefined
      ? undefined
      : requestFor(model, remove, {
          person: attacker,
          ids: below(tried, before),
          params: Object.fromEntries(before.id === undefined ? [] : [before.id]),
          text: () => 'a',
        });
  if (back !== undefined) await lane.send({ ...back, as: isLost ? victim.name : attacker.name });
}

/** The account below the attacker's own tenant. */
function below({ model, account, pair }: Pull, { ids }: Existing): Ids {
  const tenant = tenantKey(model, pair.attacker);
  const around = account.resource.parents.flatMap((key): readonly [string, string][] =>
    tenant === undefined ? [] : [[key, tenant]],
  );
  return new Map([...ids, ...around]);
}

function bodyOf(exchange: Exchange): unknown {
  return parseJson(answerOf(exchange)?.body ?? '');
}
