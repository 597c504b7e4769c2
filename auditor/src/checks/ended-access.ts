import { broken, held, undecided, type Decision } from '../core/verdict.ts';
import type { EndedAccessData } from '../evidence/ended-access.ts';
import { succeeded, type Seen } from '../evidence/seen.ts';
import { reason } from './doors.ts';
import { called, exhibits, shortfall } from './exhibits.ts';

/**
 * Decides whether a change took away what it had to. A credential that still works is a proof only if it worked before, if
 * garbage is refused, and if something shows that the change was made; a refusal counts only if the account works again later.
 */
export function decideEndedAccess(data: EndedAccessData): Decision {
  const { person, event, operation, garbage, change, took, credentials, restored } = data;
  const works = (seen: Seen) => (data.hasCanary ? seen.canary : succeeded(seen));
  if (garbage.state === 'open') return undecided(`${operation} answers to a garbage credential`);
  if (garbage.state === 'unclear') return undecided(reason('a garbage credential', garbage));
  if (!succeeded(change)) return undecided(`the ${event} did not work: ${shortfall(change)}`);
  if (credentials.length === 0) return undecided('no credential was tried');
  const usable = credentials.filter(({ before }) => works(before));
  const survivors = usable.filter(({ after, again }) => after?.state === 'open' && again?.state === 'open');
  const [first] = survivors;
  if (first !== undefined && took) {
    const names = survivors.map((one) => one.name).join(' and ');
    return broken({
      where: operation,
      what: `${called(person)} still has access through ${names} after the ${event} by ${data.by.name}: ${operation} answered ${String(first.after?.seen.status)}.`,
      key: `${event}: ${names}`,
      exhibits: exhibits(
        ['before', first.before],
        ['a garbage credential', garbage.seen],
        [`the ${event}`, change],
        [`${first.name} afterwards`, first.after?.seen],
        ['once more', first.again?.seen],
      ),
    });
  }
  if (first !== undefined) return undecided(`nothing shows that the ${event} took effect`);
  for (const { name, before, after, loginRefused, because } of credentials) {
    if (!works(before))
      return undecided(because ?? `${name} of ${person.name} never worked: ${shortfall(before)}`);
    if (loginRefused === true) continue;
    if (after === undefined) return undecided(because ?? `${name} was not tried afterwards`);
    if (after.state === 'unclear') return undecided(reason(`${name} after the ${event}`, after));
    if (after.state === 'open')
      return undecided(`${after.seen.line} worked once after the ${event}, and not again`);
  }
  return restored
    ? held
    : undecided(`${person.name} does not work again, so the refusals may not be the ${event}'s`);
}
