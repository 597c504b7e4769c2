import { doorAt, sessionAt, type BackendName } from '../core/hosted.ts';
import type { Target } from '../core/target.ts';
import { readJsonAt } from './json-at.ts';
import type { Obstacle } from './preflight.ts';
import type { World } from './world.ts';

const BACKENDS: readonly BackendName[] = ['supabase', 'firebase'];

/** Asks each hosted backend who the identities are that have an account there. */
export async function hostedObstacles(world: World, target: Target): Promise<readonly Obstacle[]> {
  const obstacles: Obstacle[] = [];
  for (const backend of BACKENDS) {
    const door = doorAt(target, backend);
    if (door === undefined) continue;
    const { user: path, ...ask } = door;
    const users = new Map<string, string>();
    for (const name of Object.keys(target.identities)) {
      if (sessionAt(target, name, backend) === undefined) continue;
      const lane = `${world.prefix}prepare/${backend}/${name}`;
      const { outcome } = await world.exchange(`${lane}#1`, lane, { ...ask, as: name });
      if (outcome.kind === 'no-answer') {
        const message = `${name} at ${backend}: ${outcome.message}. Check its login in the target file and its variables.`;
        obstacles.push({ kind: outcome.reason === 'no-session' ? 'identity' : 'target', message });
        continue;
      }
      const user = readJsonAt(outcome.body, path);
      if (outcome.status >= 400 || user === undefined) {
        const message = `${backend} answered ${outcome.status} when ${name} asked who it is: its session is not accepted there.`;
        obstacles.push({ kind: outcome.status >= 500 ? 'target' : 'identity', message });
        continue;
      }
      const twin = users.get(user);
      if (twin !== undefined) {
        const message = `${twin} and ${name} are the same user at ${backend} (${user}). Two identities must be two accounts: nothing can be proven with one.`;
        obstacles.push({ kind: 'identity', message });
      }
      users.set(user, name);
    }
  }
  return obstacles;
}
