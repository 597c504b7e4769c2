import { idShape } from '../discovery/id-shapes.ts';
import { segmentsOf } from '../path-template.ts';
import type { Recording } from '../recording/recorded.ts';

const MOST = 8;

/** Pages that were opened while recording, without those of one object and the first, which is read anyway. */
export function pagesSeen(recordings: readonly Recording[]): readonly string[] {
  const opened = new Set(recordings.flatMap(({ pages = [] }) => pages));
  return [...opened]
    .filter(
      (path) => path !== '/' && !segmentsOf(path).some((one) => /\d/.test(one) || idShape(one) !== undefined),
    )
    .slice(0, MOST);
}
