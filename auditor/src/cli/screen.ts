import picocolors from 'picocolors';
import { noPaint } from '../report/paint.ts';
import type { Screen } from '../report/terminal/screen.ts';

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Width and colours of an output: colours on a terminal only, and never against NO_COLOR. */
export function screenOf(stream: Stream): Screen {
  const colours = stream.isTTY === true && picocolors.isColorSupported;
  return { paint: colours ? picocolors : noPaint, width: stream.columns ?? 100 };
}
