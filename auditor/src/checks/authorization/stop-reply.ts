import { defineCheck, gate, row, step } from '../../core/check.ts';
import { broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { StoppedReply, type StopAttempt, type StoppedReplyData } from '../../evidence/stopped-reply.ts';
import { called, exhibits, shortfall } from '../exhibits.ts';

/** Proven by the length of the reply that its owner gets, and never by the status of the call that stops it. */
export const stopReply = defineCheck({
  id: 'authorization/stop-reply',
  decides: [row('authorization'), gate('authorization'), step('B2'), step('M2'), step('H3')],
  title: "Nobody stops another customer's reply",
  why: 'Whoever can name a reply that is being made can cut off the answers of every customer.',
  passes:
    "The victim's own call cuts a reply short; the same call by somebody of another tenant leaves it whole.",
  sources: [{ owasp: 'API1:2023' }, { cwe: 639 }, { cve: 'CVE-2026-42276' }],
  needs: { replies: StoppedReply },
  absentKey: 'stop',
  judge: ({ replies }) => decideEach(replies, decide),
  fix: {
    minutes: 30,
    deliverable: 'hardening',
    steps: ['Look the reply up by its id and by the user who asked, and answer 404 where there is none.'],
  },
});

/** A reply this much shorter than the whole one was cut off; models never repeat themselves to the letter. */
const SHORT = 0.7;
const WHOLE = 0.9;

function decide(data: StoppedReplyData): Decision {
  const { operation, victim, attacker, whole, own, attack, again } = data;
  if (!whole.reply.answered || whole.letters === 0)
    return undecided(`${victim.name} got no reply to compare with: ${shortfall(whole.reply)}`);
  const isShort = ({ letters, stop }: StopAttempt) => stop !== undefined && letters < whole.letters * SHORT;
  if (own.stop === undefined || attack.stop === undefined)
    return undecided(
      'replies were over before they could be stopped, or no list shows them while they are made',
    );
  if (!isShort(own))
    return undecided(`${victim.name}'s own ${operation} does not cut a reply short: ${shortfall(own.stop)}`);
  if (isShort(attack)) {
    if (again === undefined || !isShort(again))
      return undecided(`${attack.stop.line} cut a reply short once, and not when tried again`);
    return broken({
      where: operation,
      what: `${called(attacker)} stopped a reply that was being made for ${called(victim)}: of ${whole.letters} letters ${attack.letters} came, and ${again.letters} when it was tried again.`,
      key: 'other-tenant',
      exhibits: exhibits(
        ['the whole reply', whole.reply],
        [`${attacker.name}'s call`, attack.stop],
        [`what ${victim.name} got`, attack.reply],
        [`${attacker.name}'s call, again`, again.stop],
        [`what ${victim.name} got then`, again.reply],
      ),
    });
  }
  if (!attack.stop.answered) return undecided(shortfall(attack.stop));
  if (!attack.reply.answered || attack.letters < whole.letters * WHOLE)
    return undecided(`the reply came neither whole nor cut short: ${shortfall(attack.reply)}`);
  return held;
}
