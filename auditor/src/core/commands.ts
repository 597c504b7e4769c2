import { isScript, scriptLine } from './target/journeys.ts';
import type { Target } from './target.ts';

/** A command line of the target file, by its place there: `drills.model.break`. */
export interface NamedCommand {
  readonly name: string;
  readonly line: string;
}

/** The place of a journey's script in the target file. */
export function scriptName(journey: string): string {
  return `journeys.${journey}.script`;
}

/** Every command that the target file names. Nothing else is ever run. */
export function commandsOf({ environments, drills, journeys }: Target): readonly NamedCommand[] {
  const { run, forward } = environments?.rollback ?? {};
  const named: readonly (readonly [string, string | undefined])[] = [
    ['environments.rollback.run', run],
    ['environments.rollback.forward', forward],
    ...(['model', 'tool', 'database'] as const).flatMap((part) => [
      [`drills.${part}.break`, drills?.[part]?.break] as const,
      [`drills.${part}.mend`, drills?.[part]?.mend] as const,
    ]),
    ...Object.entries(journeys).map(
      ([name, one]) => [scriptName(name), isScript(one) ? scriptLine(one) : undefined] as const,
    ),
  ];
  return named.flatMap(([name, line]) => (line === undefined ? [] : [{ name, line }]));
}
