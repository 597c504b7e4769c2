interface Name {
  readonly host: string;
  readonly from: string;
}

/** Labels that people give to what customers should not see. */
const LABEL =
  /^(?:staging|stage|stg|dev|develop|development|test|testing|qa|uat|preview|sandbox|preprod|old)(?:[-\d].*)?$/;
const WITHIN = /[-](?:staging|stage|stg|dev|test|qa|uat|preview|preprod)$/;

/** Names below the domain that say they are for trying things out, each once. Wildcards name no host. */
export function stagingNames(domain: string, names: readonly Name[]): readonly Name[] {
  const found = new Map<string, Name>();
  for (const one of names) {
    if (!one.host.endsWith(`.${domain}`) || one.host.includes('*') || found.has(one.host)) continue;
    const labels = one.host.slice(0, -domain.length - 1).split('.');
    if (labels.some((label) => LABEL.test(label) || WITHIN.test(label))) found.set(one.host, one);
  }
  return [...found.values()];
}
