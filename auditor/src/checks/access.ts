import { advice, broken, held, undecided, type Decision } from '../core/verdict.ts';
import type { Gathered } from '../core/evidence.ts';
import type { ReadAttempt } from '../evidence/object-read.ts';
import type { WriteAttempt } from '../evidence/object-write.ts';
import { succeeded, type Seen } from '../evidence/seen.ts';
import { called, exhibits, shortfall } from './exhibits.ts';

/** Leaves out answers that never show anything planted: they were looked at, and are no place to look. */
export function concerning(reads: Gathered<ReadAttempt>): Gathered<ReadAttempt> {
  return { ...reads, evidence: reads.evidence.filter((one) => one.data.concerns) };
}

type Attempt = ReadAttempt | WriteAttempt;

/**
 * Decides one attempt to read another's object. The victim's canary in the answer, twice, is a proof. Nothing less than the
 * victim seeing it in the same representation, before and after, makes its absence a defence.
 */
export function decideRead(data: ReadAttempt): Decision {
  if (data.attack.canary) return data.openToAll === true ? published(data) : decideLeak(data);
  if (!data.ownerControl.canary) return decideByStatus(data);
  const open = openControls(data) ?? openVictim(data);
  if (open !== undefined) return open;
  if (!data.attack.answered) return undecided(shortfall(data.attack));
  return held;
}

/** Whether a stranger may see it is for the founder to say, in either section. */
function published({ operation, victim }: ReadAttempt): Decision {
  return undecided(
    `${operation} shows what ${victim.name} made to everybody, and only its description says that it is open`,
    `routes:\n  public: [${operation}]   # if it is meant to be open; else expect: { shared: [${operation}] }`,
  );
}

function decideLeak(data: ReadAttempt): Decision {
  if (data.again?.canary !== true) {
    return undecided(`${data.attack.line} showed ${data.victim.name}'s word once, and not when asked again`);
  }
  const { attacker, victim, resource, operation, attack } = data;
  return finding(
    data,
    `${called(attacker)} read ${victim.name}'s ${resource}${tenantOf(data)}: ${operation} answered${
      attack.status === undefined ? '' : ` ${attack.status}`
    } with the word that only ${victim.name}'s object holds${wayOf(data)}.`,
    exhibits(
      [`${victim.name}'s own call`, data.ownerControl],
      [`${attacker.name}'s call`, attack],
      ['the same again', data.again],
    ),
  );
}

function openVictim({ victim, ownerAfter }: ReadAttempt): Decision | undefined {
  if (ownerAfter?.canary === true) return undefined;
  const why = ownerAfter === undefined ? 'it was not asked again' : shortfall(ownerAfter);
  return undecided(`${victim.name}'s own call did not show it afterwards: ${why}`);
}

/**
 * Where no planted word shows up by the operation's nature, only a plain refusal can be judged: the victim is served, the
 * attacker is served the same thing of its own, and not this one. Anything else stays open.
 */
function decideByStatus(data: Attempt): Decision {
  const { victim, attacker, operation, ownerControl, attack, door, relation } = data;
  if (ownerControl === undefined || !ownerControl.answered) {
    const why = ownerControl === undefined ? 'it was not tried' : shortfall(ownerControl);
    return undecided(`${victim.name}'s own call shows nothing: ${why}`);
  }
  const open = openControls(data);
  if (open !== undefined) return open;
  if (!attack.answered) return undecided(shortfall(attack));
  const served = succeeded(ownerControl);
  if (served && door === 'shut' && (data.sibling || relation === 'anonymous' || forbids(attack))) return held;
  // The owner got as far as the rules of the operation; the attacker was turned away before.
  if (!served && ownerControl.status !== attack.status && forbids(attack) && !forbids(ownerControl))
    return held;
  if (!served) return undecided(`${victim.name}'s own call did not work: ${shortfall(ownerControl)}`);
  const who = attacker.name;
  return undecided(
    `${operation} answered ${who} with ${String(attack.status)}, and nothing in the answer shows whose data it is`,
    relation === 'anonymous' ? `routes:\n  public: [${operation}]   # if it is meant to be open` : undefined,
  );
}

function forbids({ status }: Seen): boolean {
  return status === 401 || status === 403 || status === 404;
}

/** Without a living credential of the attacker a refusal says nothing. Nobody needs none. */
function openControls(data: Attempt): Decision | undefined {
  if (data.relation === 'anonymous') return undefined;
  const { attacker, attackerControl } = data;
  if (attackerControl === undefined) {
    return undecided(`nothing shows that ${attacker.name}'s own calls work`);
  }
  if (attackerControl.canary || succeeded(attackerControl)) return undefined;
  return undecided(`${attacker.name}'s own call did not work: ${shortfall(attackerControl)}`);
}

/** Decides one attempt to change or remove another's object, by what its owner reads afterwards and never by a status. */
export function decideWrite(data: WriteAttempt): Decision {
  const { victim, before, readBack, effect } = data;
  if (data.attack.canary) return decideAnswer(data);
  if (data.statusOnly) return decideByStatus(data);
  if (!before.canary) {
    return undecided(`${victim.name}'s own read does not show what was planted: ${shortfall(before)}`);
  }
  if (effect === 'changed' || effect === 'gone') return decideEffect(data);
  const open = openControls(data);
  if (open !== undefined) return open;
  if (effect === 'unclear' || !readBack.answered) {
    return undecided(`${victim.name}'s read afterwards decides nothing: ${shortfall(readBack)}`);
  }
  if (data.ownerEffect === 'unasked') {
    const open = `${data.attack.line} refused nothing, and whether ${data.operation} does anything was not tried`;
    return forbids(data.attack) ? held : undecided(open);
  }
  if (data.ownerEffect !== 'changed' && data.ownerEffect !== 'gone') {
    const own = data.ownerControl === undefined ? 'it was not tried' : shortfall(data.ownerControl);
    return undecided(`${victim.name}'s own ${data.operation} shows no effect in ${data.witness}: ${own}`);
  }
  if (!data.attack.answered) return undecided(shortfall(data.attack));
  return held;
}

/** What was meant as a write answered with the victim's own words: it reads what it was not given. */
function decideAnswer(data: WriteAttempt): Decision {
  const { attacker, victim, resource, operation, attack, attackAgain } = data;
  if (attackAgain?.canary !== true) {
    return undecided(`${attack.line} showed ${victim.name}'s word once, and not when asked again`);
  }
  return finding(
    data,
    `${called(attacker)} went on with ${victim.name}'s ${resource}${tenantOf(data)}: ${operation} answered with the word that only ${victim.name} wrote there${wayOf(data)}.`,
    exhibits(
      [`${victim.name}'s own call`, data.ownerControl],
      [`${attacker.name}'s call`, attack],
      ['the same again', attackAgain],
    ),
  );
}

function decideEffect(data: WriteAttempt): Decision {
  const { attacker, victim, resource, operation, witness, effect, readBack, again } = data;
  if (again === undefined || again.canary !== readBack.canary || !again.answered) {
    return undecided(`${witness} showed the effect once, and not when asked again`);
  }
  if (effect === 'gone' && data.bystander?.canary === false) {
    return undecided(
      `${victim.name}'s ${resource} was gone after ${operation}, and so was one that nobody touched: something else changed what ${victim.name} sees`,
    );
  }
  if (data.pulled === true) {
    return finding(
      data,
      `${called(attacker)} pulled somebody of ${victim.tenant ?? 'another customer'} into ${attacker.tenant ?? 'its own tenant'}: after ${operation}, ${witness} names that ${resource} to ${attacker.name}, and did not before.`,
      exhibits(
        [`${victim.name}'s read before`, data.before],
        [`${attacker.name}'s call`, data.attack],
        [`${attacker.name}'s read after`, readBack],
        ['the same read again', again],
      ),
    );
  }
  const did = effect === 'gone' ? 'removed' : 'changed';
  const shown =
    effect === 'gone'
      ? `after ${operation}, ${victim.name}'s own read no longer shows it`
      : `after ${operation}, ${victim.name}'s own read shows ${data.became ?? (readBack.canary ? 'the word that was written' : 'other text')}`;
  return finding(
    data,
    `${called(attacker)} ${did} ${victim.name}'s ${resource}${tenantOf(data)}: ${shown}${wayOf(data)}.`,
    exhibits(
      [`${victim.name}'s read before`, data.before],
      [`${attacker.name}'s call`, data.attack],
      [`${victim.name}'s read after`, readBack],
      ['the same read again', again],
    ),
  );
}

/** Inside one tenant nobody can guess what is meant: unless the founder said `private`, it is a question to them. */
function finding(data: Attempt, what: string, shown: ReturnType<typeof exhibits>): Decision {
  const draft = { where: data.operation, exhibits: shown, key: `${data.relation}|${data.variant}` };
  if (data.relation !== 'same-tenant' || data.expected === 'private') return broken({ ...draft, what });
  const question = `Say in expect.private or expect.shared whether colleagues are meant to.`;
  return advice({ ...draft, what: `${what} ${question}` });
}

function tenantOf({ victim, relation }: Attempt): string {
  if (victim.tenant === undefined) return '';
  return relation === 'same-tenant' ? ` inside ${victim.tenant}` : ` (${victim.tenant})`;
}

function wayOf({ variant }: Attempt): string {
  return variant === 'as-is' ? '' : ` (${variant})`;
}
