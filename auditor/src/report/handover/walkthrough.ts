import type { HandoverInput } from './input.ts';
import { part, table, text, type Paper } from './paper.ts';

/** An hour, as the plan has it. */
const AGENDA: readonly (readonly [minutes: number, what: string, paper: string])[] = [
  [5, 'What the product is for, and where it stands', 'launch-notes'],
  [10, 'What was proven, what failed, what nobody knows', 'checked'],
  [5, 'The closing list, line by line', 'acceptance'],
  [15, 'An incident, played through by those who take over: tell, switch off, roll back', 'incident'],
  [5, 'A key, replaced for practice', 'key-rotation'],
  [5, 'Where monitors are, and one alert that arrives', 'monitors'],
  [5, 'Who owns what; every gap gets a name', 'owners'],
  [5, 'Open risks and their days', 'risks'],
  [5, 'Next actions: who takes which', 'next'],
];

/** The agenda of the walkthrough with those who take over. */
export function walkthroughPaper({ report }: HandoverInput): Paper {
  return {
    file: 'walkthrough',
    title: 'Agenda of the walkthrough',
    lead: `${agendaMinutes()} minutes for ${report.scorecard.run.product}. Those who take over do it themselves; whoever built it keeps their hands off the keyboard.`,
    parts: [
      part(
        'Agenda',
        table(
          ['minutes', 'what', 'paper'],
          AGENDA.map(([minutes, what, paper]) => [String(minutes), what, `\`${paper}.md\``]),
          '',
        ),
      ),
      part(
        'It is over when',
        text(
          'somebody who was not there before has rolled back once, switched the chat off once, and found each owner without asking.',
        ),
      ),
    ],
  };
}

/** How long it takes. */
export function agendaMinutes(): number {
  return AGENDA.reduce((sum, [minutes]) => sum + minutes, 0);
}
