import type { Journey } from '../../core/journey.ts';
import type { Vault } from '../vault.ts';

/** Takes out whatever secret the page showed or put into an address. Pictures have their own way of hiding. */
export function redactJourney(journey: Journey, vault: Vault): Journey {
  const clean = (text: string) => vault.redact(text);
  const { end, screen } = journey;
  return {
    ...journey,
    steps: journey.steps.map((step) => ({ ...step, what: clean(step.what) })),
    end:
      end.kind === 'stuck'
        ? { ...end, because: clean(end.because), marks: end.marks.map(clean) }
        : end.kind === 'open'
          ? { ...end, because: clean(end.because) }
          : end,
    screen: {
      url: clean(screen.url),
      title: clean(screen.title),
      text: clean(screen.text),
      says: screen.says.map(clean),
    },
    console: journey.console.map(clean),
    failed: journey.failed.map(clean),
  };
}
