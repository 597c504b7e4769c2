import { PHASES } from '../core/cell.ts';
import { commandsOf } from '../core/commands.ts';
import { cellsOf, totalCost, type Plan } from '../core/plan.ts';
import type { Target } from '../core/target.ts';

const SHOWN = 12;

/** What `--dry-run` prints: phases, questions, the most it may cost, and what is left out with what to add. */
export function renderPlan(plan: Plan, target: Target): string {
  const total = totalCost(plan.cells);
  const { requests, modelTokens, mails } = target.limits;
  const lines = [
    `${plan.cells.length} questions for ${plan.checks.length} checks, profile ${plan.profile}. Nothing was sent.`,
    `At most ${total.requests} requests of ${requests}, ${total.tokens} model tokens of ${modelTokens}, ${total.mails} mails of ${mails}.`,
  ];
  for (const phase of PHASES) {
    const cells = cellsOf(plan, phase);
    if (cells.length === 0) continue;
    lines.push('', `${phase}: ${cells.length} questions, at most ${totalCost(cells).requests} requests`);
    lines.push(...cells.slice(0, SHOWN).map((cell) => `  ${cell.title}`));
    if (cells.length > SHOWN) lines.push(`  and ${cells.length - SHOWN} more`);
  }
  lines.push(...commandLines(plan, target));
  if (plan.leftOut.length > 0) lines.push('', 'Left out, and so unproven:');
  for (const { what, because, add } of plan.leftOut) {
    lines.push(`  ${what}: ${because}`, ...add.split('\n').map((line) => `      ${line}`));
  }
  return `${lines.join('\n')}\n`;
}

/** Each command that the plan would run, whole: it is the founder who allows it. */
function commandLines({ cells }: Plan, target: Target): readonly string[] {
  const wanted = new Set(cells.flatMap((cell) => cell.commands ?? []));
  const commands = commandsOf(target).filter(({ name }) => wanted.has(name));
  if (commands.length === 0) return [];
  return [
    '',
    'Commands of the target file, run only with --allow-commands:',
    ...commands.map(({ name, line }) => `  ${name}: ${line}`),
  ];
}
