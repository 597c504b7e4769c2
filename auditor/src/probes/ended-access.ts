import type { LeftOut } from '../core/cell.ts';
import type { EvidenceKind } from '../core/evidence.ts';
import type { Operation } from '../core/operation.ts';
import type { Target } from '../core/target.ts';
import type { MemberRequest } from '../core/target/membership.ts';
import { RemovedMember, SuspendedMember, type EndedAccessData } from '../evidence/ended-access.ts';
import type { Person } from '../evidence/seen.ts';
import type { Probe, RunnableCell } from '../io/probe.ts';
import { endAccess } from './access/end-access.ts';
import { suspensionIn } from './access/member-request.ts';
import { mayCall, modelOf, type Model } from './access/model.ts';
import { personOf } from './access/people.ts';
import { PLANTING } from './access/plant.ts';
import { objectReads } from './access/plan-operations.ts';
import { inTurn } from './access/turns.ts';
import { KEY_WAYS } from './access/key-ways.ts';
import { ADD_KEYS } from './api-key-scope.ts';
import { ADD_DISPOSABLE, disposable } from './accounts/disposable.ts';

/** What takes a member's access away, and what gives it back. */
export interface Ending {
  readonly model: Model;
  readonly kind: EvidenceKind<EndedAccessData>;
  readonly event: string;
  readonly person: Person;
  readonly by: Person;
  readonly take: MemberRequest;
  readonly giveBack: MemberRequest;
  /** A read of what the member made itself. */
  readonly operation: Operation;
}

/** Suspends and removes a disposable member, and tries every credential that it had. */
export const endedAccess: Probe = {
  id: 'ended-access',
  yields: [SuspendedMember.kind, RemovedMember.kind],
  plan: (context) => {
    const model = modelOf(context);
    const { target, operations } = context;
    const suspending = target.suspension ?? suspensionIn(operations);
    const plans = [
      suspending === undefined
        ? {
            leftOut: left(
              SuspendedMember,
              SUSPENDING,
              'the file does not say how a member is suspended',
              ADD_SUSPENSION,
            ),
          }
        : planFor(model, {
            kind: SuspendedMember,
            event: 'suspension',
            take: suspending.suspend,
            giveBack: suspending.restore,
            by: target.suspension?.by,
          }),
      target.membership === undefined
        ? {
            leftOut: left(
              RemovedMember,
              REMOVING,
              'the file does not say how a member is removed and added again',
              ADD_MEMBERSHIP,
            ),
          }
        : planFor(model, {
            kind: RemovedMember,
            event: 'removal',
            take: target.membership.remove,
            giveBack: target.membership.add,
            by: target.membership.by,
          }),
    ];
    return {
      cells: plans.flatMap((one) => ('ending' in one ? [cellFor(one.ending)] : [])),
      leftOut: plans.flatMap((one) => ('leftOut' in one ? one.leftOut : [])),
    };
  },
};

const SUSPENDING = 'whether a suspended member is shut out';
const REMOVING = 'whether a removed member is shut out';

interface Described extends Pick<Ending, 'kind' | 'event' | 'take' | 'giveBack'> {
  readonly by: string | undefined;
}

type Plan =
  | { readonly leftOut: readonly LeftOut[] }
  | { readonly ending: Ending; readonly leftOut: readonly LeftOut[] };

function planFor(model: Model, { by: named, ...ending }: Described): Plan {
  const { target } = model;
  const what = ending.kind === SuspendedMember ? SUSPENDING : REMOVING;
  const pair = disposable(target)
    .map((name) => personOf(name, target.identities[name] ?? {}))
    .flatMap((person) => {
      const by = whoMay(target, person, named);
      return by === undefined ? [] : [{ person, by }];
    })[0];
  if (pair === undefined) {
    const because = 'no disposable identity has a colleague who could do it';
    return { leftOut: left(ending.kind, what, because, ADD_DISPOSABLE) };
  }
  const operation = objectReads(model, '').reads.find(
    (one) => one.method === 'GET' && !one.costly && mayCall(model, one, pair.person),
  );
  if (operation === undefined) {
    const because = 'no read is known of something that the member could have made';
    return { leftOut: left(ending.kind, what, because, 'routes: { openapi: ./openapi.json }') };
  }
  const keys =
    target.apiKeys === undefined && target.absent.apiKeys === undefined
      ? left(
          ending.kind,
          `${what} with an API key`,
          'the file does not say whether there are API keys',
          ADD_KEYS,
        )
      : [];
  return { ending: { model, ...ending, ...pair, operation }, leftOut: keys };
}

/** Whom the file names, or else the lasting colleague whose role sounds highest. */
export function whoMay(target: Target, { tenant, name }: Person, named?: string): Person | undefined {
  const colleagues = Object.entries(target.identities).filter(
    ([other, one]) => other !== name && !one.disposable && one.tenant === tenant,
  );
  const given = colleagues.find(([other]) => other === named);
  const high = colleagues.find(([, one]) => /owner|admin|lead|manager/i.test(one.role ?? ''));
  const chosen = named === undefined ? high : given;
  return chosen === undefined ? undefined : personOf(...chosen);
}

function cellFor(ending: Ending): RunnableCell {
  const { person, by, event, kind, operation } = ending;
  return {
    id: `ended-access/${event}/${person.name}`,
    probe: 'ended-access',
    title: `does ${person.name} lose access by a ${event}?`,
    operation: operation.id,
    identities: [person.name, by.name],
    phase: 'sessions',
    effect: 'session',
    // Three log-ins with their tokens for forms, three credentials before, afterwards twice and again at the end, the ids that are tried.
    cost: { requests: PLANTING + 34 + KEY_WAYS.length, tokens: 0, mails: 0 },
    yields: [kind.kind],
    run: (lane) => inTurn(lane, person.name, () => endAccess(lane, ending)),
  };
}

function left(
  { kind }: EvidenceKind<EndedAccessData>,
  what: string,
  because: string,
  add: string,
): readonly LeftOut[] {
  return [{ kind, what, because, add }];
}

const ADD_SUSPENSION = `suspension:
  suspend: { patch: "/api/workspaces/{workspaceId}/members/{user}", json: { state: suspended } }
  restore: { patch: "/api/workspaces/{workspaceId}/members/{user}", json: { state: active } }`;
const ADD_MEMBERSHIP = `membership:
  remove: { delete: "/api/workspaces/{workspaceId}/members/{user}" }
  add: { post: "/api/workspaces/{workspaceId}/members", json: { user: "{{user}}", role: "{{role}}" } }`;
