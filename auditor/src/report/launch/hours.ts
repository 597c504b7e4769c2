/** `hour 0`, `hour 8:30`: a point of the plan, counted from the kickoff. */
export function hourOf(minute: number): string {
  const hours = Math.floor(minute / 60);
  const rest = Math.round(minute % 60);
  return rest === 0 ? `hour ${hours}` : `hour ${hours}:${String(rest).padStart(2, '0')}`;
}
