import { advice, broken, held, undecided, type Decision } from '../core/verdict.ts';
import type { ForgedTokenData } from '../evidence/forged-token.ts';
import type { RevokedSession } from '../evidence/revoked-session.ts';
import { succeeded, type Door, type Seen } from '../evidence/seen.ts';
import { called, exhibits, shortfall } from './exhibits.ts';

/**
 * Decides one forged credential. Only on a route that refuses both no credential and a garbage one does being let in mean
 * that the forgery was believed; and only while the genuine one works does being refused mean that it was looked through.
 */
export function decideForgery(data: ForgedTokenData): Decision {
  const { person, operation, control, none, garbage, attempt, forgery } = data;
  if (data.impossible !== undefined) return undecided(data.impossible.because, data.impossible.add);
  const works = data.hasCanary ? control.canary : succeeded(control);
  if (!works) return undecided(`${person.name}'s genuine credential does not work: ${shortfall(control)}`);
  if (none.state === 'open') return undecided(`${operation} answers without any credential`);
  if (garbage.state === 'open') return undecided(`${operation} answers to a garbage credential`);
  if (none.state === 'unclear') return undecided(reason('without a credential', none));
  if (garbage.state === 'unclear') return undecided(reason('a garbage credential', garbage));
  if (attempt === undefined)
    return data.nothingToForge === undefined ? undecided(`${forgery} was not tried`) : held;
  if (attempt.state === 'open') {
    return data.anySignature?.state === 'open'
      ? undecided(`${operation} believes any signature, so nothing can be said of keys`)
      : decideBelieved(data, attempt);
  }
  if (attempt.state === 'unclear') return undecided(reason(forgery, attempt));
  if (data.controlAfter !== undefined && !succeeded(data.controlAfter)) {
    return undecided(`${person.name}'s genuine credential stopped working: ${shortfall(data.controlAfter)}`);
  }
  return looksRefused(attempt, garbage)
    ? held
    : undecided(`${attempt.seen.line} is neither the answer to a garbage credential nor the genuine one's`);
}

function decideBelieved(data: ForgedTokenData, attempt: Door): Decision {
  const { person, operation, forgery } = data;
  if (data.again?.state !== 'open') {
    return undecided(`${attempt.seen.line} was let in once, and not when asked again`);
  }
  const shows = attempt.seen.canary
    ? `and showed ${person.name}'s own data`
    : 'as it does for the genuine one';
  return broken({
    where: operation,
    what: `${operation} believed a token of ${called(person)} that was made up (${forgery}): it answered ${String(attempt.seen.status)} ${shows}, while it refuses a garbage one.`,
    // The spellings of one trick are one finding.
    key: forgery.replace(/^alg .*$/, 'alg none').replace(/^public key .*$/, 'public key as secret'),
    exhibits: exhibits(
      ['the genuine credential', data.control],
      ['no credential', data.none.seen],
      ['a garbage credential', data.garbage.seen],
      [forgery, attempt.seen],
      ['the same again', data.again.seen],
    ),
  });
}

/** Decides whether a session ended when it had to. */
export function decideRevocation(data: RevokedSession): Decision {
  const { person, operation, event, before, garbage, revoke, after } = data;
  if (!succeeded(before)) return undecided(`${person.name}'s session never worked: ${shortfall(before)}`);
  if (garbage.state === 'open') return undecided(`${operation} answers to a garbage credential`);
  if (garbage.state === 'unclear') return undecided(reason('a garbage credential', garbage));
  if (!revoke.answered || (revoke.status ?? 500) >= 400)
    return undecided(`the ${event} did not work: ${shortfall(revoke)}`);
  if (after.state === 'unclear') return undecided(reason(`after the ${event}`, after));
  if (after.state === 'open') {
    if (data.again?.state !== 'open')
      return undecided(`${after.seen.line} worked once after the ${event}, and not again`);
    return broken({
      where: operation,
      what: `${called(person)} still has access after the ${event}: ${operation} answered ${String(after.seen.status)} to the same credential.`,
      key: event,
      exhibits: exhibits(
        ['before', before],
        [event, revoke],
        ['the same credential afterwards', after.seen],
        ['once more', data.again.seen],
      ),
    });
  }
  const refreshed = decideRefresh(data);
  if (refreshed !== undefined) return refreshed;
  if (data.fresh !== undefined && succeeded(data.fresh)) return held;
  const why = data.fresh === undefined ? (data.freshBecause ?? 'it was not tried') : shortfall(data.fresh);
  return undecided(
    `nothing shows that the account still works, so the refusal may not be the session's: ${why}`,
  );
}

/** What the refresh token of an ended session says; undefined where it opened nothing, or where there is none. */
function decideRefresh({ person, operation, event, refresh, revoke }: RevokedSession): Decision | undefined {
  if (refresh === undefined) return undefined;
  const { control, after, again } = refresh;
  if (control.state !== 'open') return undecided(reason('refreshing a living session', control));
  if (after.state === 'unclear') return undecided(reason(`refreshing after the ${event}`, after));
  if (after.state === 'shut') return undefined;
  if (again?.state !== 'open')
    return undecided(`${after.seen.line} worked once after the ${event}, and not again`);
  return broken({
    where: operation,
    what: `${called(person)} still gets in after the ${event}: the old refresh token gave a new access token, and ${operation} answered ${String(after.seen.status)} to it.`,
    key: `${event}, refresh`,
    exhibits: exhibits(
      ['a living session, refreshed', control.seen],
      [event, revoke],
      ['the token that the old refresh token gave', after.seen],
      ['once more', again.seen],
    ),
  });
}

/** A refusal counts when it is one in status, or the same as what garbage gets. */
function looksRefused(attempt: Door, garbage: Door): boolean {
  const { status } = attempt.seen;
  return status === 401 || status === 403 || status === garbage.seen.status;
}

/** `no credential: GET /api/me as nobody → 500: …`. */
export function reason(what: string, door: Door): string {
  return `${what}: ${door.because ?? shortfall(door.seen)}`;
}

/** Something that statuses make likely and nothing proves. */
export function suspicion(where: string, what: string, key: string, shown: readonly Seen[]): Decision {
  return advice({
    where,
    what,
    key,
    certainty: 'probable',
    exhibits: shown.flatMap((seen) => exhibits(['the answer', seen])),
  });
}
