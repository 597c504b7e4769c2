import { defineCheck, gate, row, step } from '../../core/check.ts';
import { advice, broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { ShareLink, type ShareLinkData } from '../../evidence/guessable.ts';
import { succeeded } from '../../evidence/seen.ts';
import { exhibits, shortfall } from '../exhibits.ts';

/** Eleven characters of base 64 are 66 bits; OWASP asks 64 of what must not be guessed. */
const SHORTEST = 11;

/** A shared link opens only for those who were given it, and only until it is taken back. */
export const shareLink = defineCheck({
  id: 'authorization/share-link',
  decides: [row('authorization'), gate('authorization'), step('B2'), step('M2'), step('H3')],
  title: 'A shared link opens only for those who were given it, until it is taken back',
  why: 'Whoever can guess the next link reads every conversation that any customer ever shared.',
  passes:
    'Links cannot be told from those made before, and one that was taken back shows nothing any more. A short secret is advice.',
  sources: [{ owasp: 'API1:2023' }, { cwe: 340 }, { cwe: 613 }],
  needs: { links: ShareLink },
  absentKey: 'shares',
  judge: ({ links }) => decideEach(links, decide),
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      'Make the secret of each link from at least 128 random bits.',
      'Delete a link that is taken back, and look it up on every request.',
    ],
  },
});

function decide(data: ShareLinkData): Decision {
  const { operation, route, owner, control, guessed, tries, revoked, length, isObjectId } = data;
  if (!control.canary) return undecided(`a link just made does not open: ${shortfall(control)}`);
  if (guessed.length > 0 && guessed.length === tries && guessed.every((one) => one.canary)) {
    return broken({
      where: operation,
      what: `The next link was named before ${owner.name} made it, ${tries} times out of ${tries}, and ${route} opened it for nobody in particular.`,
      key: 'guessed',
      exhibits: exhibits(
        ['a link that was made before', control],
        ...guessed.map((one) => ['one that was guessed', one] as const),
      ),
    });
  }
  if (revoked !== undefined && !succeeded(revoked.removal))
    return undecided(`${owner.name} could not take a link back: ${shortfall(revoked.removal)}`);
  if (revoked?.after.canary === true && revoked.again.canary) {
    return broken({
      where: revoked.operation,
      what: `A link that ${owner.name} had taken back by ${revoked.operation} still opens for nobody in particular.`,
      key: 'revoked',
      exhibits: exhibits(
        ['it is taken back', revoked.removal],
        ['and opened', revoked.after],
        ['the same again', revoked.again],
      ),
    });
  }
  if (revoked !== undefined && !revoked.after.answered) return undecided(shortfall(revoked.after));
  if (guessed.some((one) => !one.answered)) return undecided('a link that was guessed could not be opened');
  const weak = isObjectId
    ? 'is the id of what it shows, which others may know'
    : length < SHORTEST
      ? `has only ${length} characters, which can be tried out`
      : undefined;
  if (weak === undefined) return held;
  return advice({
    where: operation,
    what: `The secret of a link ${weak}.`,
    key: 'weak',
    exhibits: exhibits(['the link, opened', control]),
    certainty: 'probable',
  });
}
