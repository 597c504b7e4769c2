type Ink = (text: string) => string;

/** Colours for a terminal. The caller knows whether it has any; picocolors' object fits as it is. */
export interface Paint {
  readonly bold: Ink;
  readonly dim: Ink;
  readonly red: Ink;
  readonly green: Ink;
  readonly yellow: Ink;
  readonly cyan: Ink;
  readonly inverse: Ink;
}

const asIs: Ink = (text) => text;

/** For files, pipes and `NO_COLOR`. */
export const noPaint: Paint = {
  bold: asIs,
  dim: asIs,
  red: asIs,
  green: asIs,
  yellow: asIs,
  cyan: asIs,
  inverse: asIs,
};
