/** What of a build goes to the browser. */
export type WebPolicy = {
  /** Settings that are written into the script that everybody loads. */
  readonly publicSettings: () => Readonly<Record<string, string>>;
  /** Settings that stand in the sources only: whoever gets the source map, gets them. */
  readonly sourceSettings: () => Readonly<Record<string, string>>;
  /** Whether source maps are served beside the scripts. */
  readonly servesSourceMaps: () => boolean;
  /** Whether a mailed link still holds when it is opened in a browser. */
  readonly linkHolds: () => boolean;
  /** A part of the pages as it leaves the build. */
  readonly built: (part: 'app.js' | 'style.css', source: string) => string;
};

/** The script asks the server for whatever it needs, and the sources stay at home (CWE-540). */
export const defaultWeb: WebPolicy = {
  publicSettings: () => ({}),
  sourceSettings: () => ({}),
  servesSourceMaps: () => false,
  linkHolds: () => true,
  built: (_part, source) => source,
};
