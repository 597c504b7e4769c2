/**
 * Letters that look like another one, folded to it. Only what prints like a Latin letter in common fonts
 * (Unicode TR39 confusables, the Cyrillic and Greek ones that chatbots write when asked for "lookalikes").
 */
const LOOKALIKES = new Map(
  Object.entries({
    а: 'a',
    с: 'c',
    ԁ: 'd',
    е: 'e',
    ғ: 'f',
    ɡ: 'g',
    һ: 'h',
    і: 'i',
    ј: 'j',
    к: 'k',
    ӏ: 'l',
    м: 'm',
    п: 'n',
    о: 'o',
    р: 'p',
    ԛ: 'q',
    г: 'r',
    ѕ: 's',
    т: 't',
    υ: 'u',
    ѵ: 'v',
    ν: 'v',
    ԝ: 'w',
    х: 'x',
    у: 'y',
    ᴢ: 'z',
    α: 'a',
    ε: 'e',
    ι: 'i',
    κ: 'k',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    χ: 'x',
    γ: 'y',
    ʀ: 'r',
    ʟ: 'l',
    ı: 'i',
    А: 'A',
    В: 'B',
    С: 'C',
    Е: 'E',
    Н: 'H',
    І: 'I',
    Ј: 'J',
    К: 'K',
    М: 'M',
    О: 'O',
    Р: 'P',
    Ѕ: 'S',
    Т: 'T',
    Х: 'X',
    У: 'Y',
    Ԛ: 'Q',
    Ԝ: 'W',
  }).map(([from, to]) => [from.codePointAt(0) ?? 0, to.charCodeAt(0)]),
);

/** For ASCII: the code itself for a letter or a digit, 0 for what is dropped. */
const ASCII = Uint8Array.from({ length: 128 }, (_, code) =>
  /[a-z0-9]/i.test(String.fromCharCode(code)) ? code : 0,
);

const decoder = new TextDecoder();

/**
 * Keeps the Latin letters and digits of a text and nothing else. What only looks like one (fullwidth, mathematical,
 * circled, tag and Cyrillic letters) is folded to it; spaces, punctuation and invisible characters between are gone.
 */
export function squeeze(text: string): string {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const kept = unit < 128 ? (ASCII[unit] ?? 0) : foldAt(text, at, unit);
    if (kept !== 0) bytes[length++] = kept;
  }
  return decoder.decode(bytes.subarray(0, length));
}

/** The ASCII letter or digit that a character outside ASCII stands for, or 0. A low surrogate alone is 0. */
function foldAt(text: string, at: number, unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdbff) return foldAstral(text.codePointAt(at) ?? 0);
  // Fullwidth forms U+FF01–FF5E repeat ASCII 21–7E.
  if (unit >= 0xff01 && unit <= 0xff5e) return ASCII[unit - 0xfee0] ?? 0;
  // Circled letters: Ⓐ U+24B6, ⓐ U+24D0.
  if (unit >= 0x24b6 && unit <= 0x24cf) return unit - 0x24b6 + 65;
  if (unit >= 0x24d0 && unit <= 0x24e9) return unit - 0x24d0 + 97;
  return LOOKALIKES.get(unit) ?? 0;
}

function foldAstral(code: number): number {
  // Tag characters U+E0020–E007E repeat ASCII and are invisible.
  if (code >= 0xe0020 && code <= 0xe007e) return ASCII[code - 0xe0000] ?? 0;
  // Variation selectors 17–256 smuggle bytes 16–255 behind an emoji.
  if (code >= 0xe0100 && code <= 0xe01ef) return ASCII[code - 0xe0100 + 16] ?? 0;
  // Mathematical letters U+1D400–1D6A3: alphabets of 26 capitals and 26 small letters; digits from U+1D7CE.
  if (code >= 0x1d400 && code <= 0x1d6a3) {
    const letter = (code - 0x1d400) % 52;
    return letter < 26 ? 65 + letter : 97 + letter - 26;
  }
  if (code >= 0x1d7ce && code <= 0x1d7ff) return 48 + ((code - 0x1d7ce) % 10);
  return 0;
}
