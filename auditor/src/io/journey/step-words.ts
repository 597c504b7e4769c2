import type { Step } from '../../core/target/journeys.ts';

/** A step in a line, as the target file has it. Values that are typed are left out. */
export function stepInWords(step: Step): string {
  if ('open' in step) return `open ${step.open}`;
  if ('fill' in step) return `fill ${Object.keys(step.fill).join(', ')}`;
  if ('choose' in step) return `choose ${Object.keys(step.choose).join(', ')}`;
  if ('check' in step) return `check "${step.check}"`;
  if ('click' in step) return `click "${step.click}"`;
  if ('press' in step) return `press ${step.press}`;
  if ('upload' in step) return `upload ${Object.keys(step.upload).join(', ')}`;
  if ('see' in step) return `see "${step.see}"`;
  if ('gone' in step) return `no longer see "${step.gone}"`;
  if ('expectUrl' in step) return `be at "${step.expectUrl}"`;
  return 'link' in step.mail ? 'open the link of the mail' : 'type in the code of the mail';
}
