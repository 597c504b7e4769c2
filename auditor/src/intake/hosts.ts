/** A host as the target file writes it under `domain.hosts`: a sub-domain without the domain, or a whole name. */
export function hostOf(written: string, domain: string): string {
  const plain = written.toLowerCase();
  const apex = domain.toLowerCase();
  if (plain === '@') return apex;
  return plain === apex || plain.endsWith(`.${apex}`) ? plain : `${plain}.${apex}`;
}
