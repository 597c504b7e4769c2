/** Enough of a hash to be the only one among a run's findings, and little enough to type. */
const SHORT_CHARACTERS = 10;

/** The short name of a finding that people type: `launch-ready replay <run> <short>` takes any beginning of the whole. */
export function shortFingerprint(fingerprint: string): string {
  return fingerprint.slice(0, SHORT_CHARACTERS);
}

/** The command that shows a finding again. It carries nothing that a shell would act on. */
export function replayCommand(runId: string, fingerprint: string): string {
  const words = [runId, shortFingerprint(fingerprint)];
  const [run, finding] = words.map((word) => (/^[\w.][\w.-]*$/u.test(word) ? word : undefined));
  return `npx launch-ready replay ${run ?? '<run>'} ${finding ?? '<finding>'}`;
}
