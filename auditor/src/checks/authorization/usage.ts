import { defineCheck, gate, row, step } from '../../core/check.ts';
import type { Gathered } from '../../core/evidence.ts';
import { broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { UsageCount, type UsageCountData } from '../../evidence/usage-count.ts';
import { succeeded } from '../../evidence/seen.ts';
import { called, exhibits, shortfall } from '../exhibits.ts';

/** Usage figures are one’s own. */
export const usage = defineCheck({
  id: 'authorization/usage',
  decides: [row('authorization'), gate('authorization'), step('B2'), step('M2'), step('H3')],
  title: 'Usage figures are one’s own',
  why: "Figures that count everybody's use tell each customer how much business you do, and bill them for what others did.",
  passes:
    "While one customer's use grows by irregular steps, its own figures follow and those of another customer stay as they are.",
  sources: [{ article: 'b2b-onboarding', step: 2 }, { owasp: 'API1:2023' }, { cwe: 200 }],
  needs: { counts: UsageCount },
  absentKey: 'usage',
  judge: ({ counts }) => decideEach(figuresOf(counts), decide),
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      "Sum usage under the caller's tenant, in the query.",
      'Keep a test with two tenants that compares both sums.',
    ],
  },
});

const ADD =
  'routes: { list: ["GET /api/usage"] }   # or absent: { usage: "no figures are shown to customers" }';

/**
 * A route that sounds like figures and stands still whatever its customer does holds none of them: it leaves a question open only
 * where no other route has any.
 */
function figuresOf(counts: Gathered<UsageCountData>): Gathered<UsageCountData> {
  const moving = counts.evidence.filter(({ data }) => data.victimSteps.length > 0);
  return moving.length === 0 ? counts : { ...counts, evidence: moving };
}

function decide(data: UsageCountData): Decision {
  const { operation, field, victim, attacker, victimSteps, attackerSteps, quietStep, attackerReads } = data;
  const lost = attackerReads.find((one) => !succeeded(one));
  if (lost !== undefined || attackerReads.length === 0)
    return undecided(lost === undefined ? `${attacker.name} was not asked` : shortfall(lost));
  if (!succeeded(data.victimRead)) return undecided(shortfall(data.victimRead));
  if (victimSteps.length === 0 || victimSteps.some((one) => one <= 0))
    return undecided(`nothing that ${victim.name} did shows in ${field} of ${operation}`, ADD);
  if (attackerSteps.every((one) => one === 0) && attackerSteps.length === victimSteps.length) return held;
  const follows =
    quietStep === 0 &&
    new Set(victimSteps).size > 1 &&
    victimSteps.every((one, round) => attackerSteps[round] === one);
  if (!follows)
    return undecided(
      `${attacker.name}'s ${field} grew by ${attackerSteps.join(', ')} while ${victim.name}'s grew by ${victimSteps.join(', ')}: others were at work as well`,
    );
  return broken({
    where: operation,
    what: `${called(attacker)} sees ${victim.name}'s use: while ${victim.name} (${victim.tenant ?? 'another customer'}) used ${victimSteps.join(' and then ')}, ${field} of ${attacker.name}, who did nothing, grew by ${attackerSteps.join(' and then ')}.`,
    key: `usage|${field}`,
    exhibits: exhibits(
      ...attackerReads.map((one, index) => [`${attacker.name}'s read ${index + 1}`, one] as const),
      [`${victim.name}'s own read`, data.victimRead],
    ),
  });
}
