/** What a cell may say of a person. */
export const PERSONAL_DATA = [
  "e-mail address",
  "payment card",
  "IBAN",
  "CPF",
  "CNPJ",
  "IP address",
  "phone number",
] as const;
export type PersonalData = (typeof PERSONAL_DATA)[number];

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;
const OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
/** Also with a port, and written as an address of version 6. */
const IPV4 = new RegExp(`^(?:::ffff:)?(?:${OCTET}\\.){3}${OCTET}(?::\\d{1,5})?$`, "i");
const IPV6 = /^(?=.*::|(?:[^:]*:){7}[^:]*$)(?=.*:)[0-9a-f:]{2,39}$/i;
/** With `+` or 00 and a country; an area in brackets; as in North America, Brazil; or with a 0 before the area, in groups. */
const PHONES = [
  /^(?:\+[1-9]\d{0,2}[\s.-]?|00[1-9]\d{0,2}[\s.-])(?:\(?\d{1,4}\)?[\s.-]?){2,5}\d{2,4}$/,
  /^\(\d{2,3}\)\s?\d{3,5}[\s.-]?\d{4}$/,
  /^[2-9]\d{2}([\s.-])[2-9]\d{2}\1\d{4}$/,
  /^\d{2} 9\d{4}-\d{4}$/,
  /^0\d{1,4}[\s/-]\d{2,8}(?:[\s-]\d{2,4}){0,3}$/,
];
const EXTENSION = /\s*(?:ext\.?|x)\s*\d{1,6}$/i;
/** Numbers and pairs of coordinates. */
const DECIMALS = /^[+-]?\d+\.\d+(?:[\s,;]+[+-]?\d+\.\d+)?$/;

const CARD = /^\d(?:[ -]?\d){12,18}$/;
const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;
const CPF = /^\d{3}\.\d{3}\.\d{3}-\d{2}$|^\d{11}$/;
const CNPJ = /^[A-Z\d]{2}\.[A-Z\d]{3}\.[A-Z\d]{3}\/[A-Z\d]{4}-\d{2}$|^[A-Z\d]{12}\d{2}$/;

/**
 * What has check digits: the form alone, and how often text of that form passes by chance. One in ten numbers of 16 digits
 * is a payment card to Luhn's formula, so that a column of order numbers always has some.
 */
export const CHECK_DIGITS: ReadonlyMap<
  PersonalData,
  { readonly chance: number; readonly hasForm: (text: string) => boolean }
> = new Map([
  ["payment card", { chance: 1 / 10, hasForm: (text) => CARD.test(text.trim()) }],
  ["IBAN", { chance: 1 / 97, hasForm: (text) => IBAN.test(compactIban(text)) }],
  ["CPF", { chance: 1 / 100, hasForm: (text) => CPF.test(text.trim()) }],
  ["CNPJ", { chance: 1 / 100, hasForm: (text) => CNPJ.test(text.trim()) }],
]);

const DETECTORS: readonly (readonly [PersonalData, (text: string) => boolean])[] = [
  ["e-mail address", (text) => EMAIL.test(text) && !/\s/.test(text)],
  ["IBAN", isIban],
  ["CPF", isCpf],
  ["CNPJ", isCnpj],
  ["payment card", isPaymentCard],
  ["IP address", (text) => IPV4.test(text) || IPV6.test(text)],
  ["phone number", isPhone],
];

const LEAST_OCTET = 32;

/** Whether a text that may be an address of version 4 has a number that those of versions of software hardly have: `1.2.3.4`. */
export function isLikelyAddress(text: string): boolean {
  return (
    text.includes("::") || (text.match(/\d+/g) ?? []).slice(0, 4).some((part) => Number(part) >= LEAST_OCTET)
  );
}

/** What a whole cell says of a person, by its form and its check digits; null when it says nothing of that kind. */
export function personalDataIn(text: string): PersonalData | null {
  const trimmed = text.trim();
  // Longer than any of these, and shorter than any of these.
  if (trimmed.length < 3 || trimmed.length > 320) return null;
  return DETECTORS.find(([, is]) => is(trimmed))?.[0] ?? null;
}

const FORMS: readonly (readonly [PersonalData, RegExp])[] = [
  ["e-mail address", /[\p{L}\p{N}]@[\p{L}\p{N}]/u],
  ["CPF", /^\D?\d{3}\.\d{3}\.\d{3}[-./ ]?\d{1,3}$/],
  ["CNPJ", /^[A-Z\d]{2}\.[A-Z\d]{3}\.[A-Z\d]{3}\/[A-Z\d]{3,5}-?\d{1,3}$/i],
  ["payment card", /^\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}$/],
  ["IBAN", /^[A-Z]{2}(?=(?: ?[A-Z\d])*$)(?=(?:[^\d]*\d){10})(?: ?[A-Z\d]){13,32}$/i],
];

/** What a cell is nearly, in a form that little else has: a number whose check digits are wrong, an address with a slip. Null for all else. */
export function personalFormOf(text: string): PersonalData | null {
  const trimmed = text.trim().slice(0, 320);
  return FORMS.find(([, form]) => form.test(trimmed))?.[0] ?? null;
}

/** Whether an e-mail address stands somewhere in the text: its sign is hardly ever chance, and no other kind is as sure within text. */
export function holdsEmail(text: string): boolean {
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1))
    if (EMAIL.test(text.slice(Math.max(0, at - 64), at + 255))) return true;
  return false;
}

/** Values of a column with how often each came. */
export type CountedTexts = readonly (readonly [text: string, count: number, ...rest: unknown[]])[];

/**
 * What most cells of a column say of persons, whole or named in their place; null when half of them or fewer do. Of the `cells` whose values
 * are not known, as many are taken to as of those that are.
 */
export function mostlyPersonal(values: CountedTexts, cells = cellsOf(values)): PersonalData | null {
  return mostOf(values, cells, (text) => personalDataIn(text) ?? NAMED.get(text) ?? null);
}

/** Numbers that pass their check digits may be a coincidence when they are fewer. */
const LEAST_NUMBERS = 6;

/** The same of a column of numbers: only what has check digits counts, and not a few values. */
export function mostlyPersonalNumbers(values: CountedTexts, cells = cellsOf(values)): PersonalData | null {
  let numbers = 0;
  const kindOf = (text: string) => {
    const named = NAMED.get(text) ?? null;
    if (named !== null) numbers += LEAST_NUMBERS;
    const kind = named ?? personalDataIn(text);
    if (kind === null || !CHECK_DIGITS.has(kind)) return null;
    numbers += 1;
    return kind;
  };
  const most = mostOf(values, cells, kindOf);
  return numbers < LEAST_NUMBERS ? null : most;
}

function mostOf(
  values: CountedTexts,
  cells: number,
  kindOf: (text: string) => PersonalData | null,
): PersonalData | null {
  const counts = new Map<PersonalData, number>();
  let [personal, different] = [0, 0];
  for (const [text, count] of values) {
    const kind = kindOf(text);
    if (kind === null) continue;
    personal += count;
    different += 1;
    counts.set(kind, (counts.get(kind) ?? 0) + count);
  }
  const unknown = Math.max(0, cells - cellsOf(values));
  if (personal + (unknown * different) / Math.max(1, values.length) <= cells / 2) return null;
  return [...counts].sort(([, left], [, right]) => right - left)[0]?.[0] ?? null;
}

function cellsOf(values: CountedTexts): number {
  return values.reduce((sum, [, count]) => sum + count, 0);
}

const NAMED: ReadonlyMap<string, PersonalData> = new Map(DETECTORS.map(([kind]) => [`(${kind})`, kind]));
/** What may stand within text in a form that is not mistaken: an address, and numbers with check digits as they are written. */
const NUMBERS_WITHIN = [
  String.raw`\b\d{3}\.\d{3}\.\d{3}-\d{2}\b`,
  String.raw`\b[A-Z\d]{2}\.[A-Z\d]{3}\.[A-Z\d]{3}/[A-Z\d]{4}-\d{2}\b`,
  String.raw`\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?\b`,
  String.raw`\b\d(?:[ -]?\d){12,18}\b`,
  String.raw`\+\d{1,3}[\s.-]?(?:\(?\d{1,4}\)?[\s.-]?){2,5}\d{2,4}\b`,
].join("|");
const WITHIN = `${EMAIL.source}|${NUMBERS_WITHIN}`;
const MOST_SHOWN = 500;

/** The text as it may stand in a report that others read: what says something of a person is named, not shown. A very long text is cut. */
export function withoutPersonalData(text: string): string {
  const whole = personalDataIn(text);
  if (whole !== null) return `(${whole})`;
  const shown = text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
  // Most text has no sign of either.
  if (!/[@\d]/.test(shown)) return shown;
  return shown.replace(new RegExp(shown.includes("@") ? WITHIN : NUMBERS_WITHIN, "gu"), (part) => {
    const kind = personalDataIn(part);
    return kind === null ? part : `(${kind})`;
  });
}

/** Luhn's check digit (ISO/IEC 7812-1) over 13 to 19 digits in the groups that cards are written in. */
function isPaymentCard(text: string): boolean {
  if (!CARD.test(text)) return false;
  const digits = text.replace(/\D/g, "");
  if (/^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits.at(-1 - i));
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** ITU E.164: at most 15 digits; fewer than 7 are an extension or something else, and with a 0 before the area there are 9 or more. */
function isPhone(text: string): boolean {
  const number = text.replace(EXTENSION, "");
  if (DECIMALS.test(number) || !PHONES.some((form) => form.test(number))) return false;
  const digits = number.replace(/\D/g, "").length;
  return digits >= (/^0[1-9]/.test(number) ? 9 : 7) && digits <= 15;
}

function compactIban(text: string): string {
  return text.replace(/ /g, "").toUpperCase();
}

/** ISO 13616: the four first characters moved to the end, letters as numbers from 10, the rest of a division by 97 is 1. */
function isIban(text: string): boolean {
  const compact = compactIban(text);
  if (!IBAN.test(compact)) return false;
  const digits = [...compact.slice(4), ...compact.slice(0, 4)]
    .map((each) => Number.parseInt(each, 36))
    .join("");
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

/** Brazil's number of a person: two check digits modulo 11 (Receita Federal). */
function isCpf(text: string): boolean {
  if (!CPF.test(text)) return false;
  return hasCheckDigits(text.replace(/\D/g, ""), [10, 9, 8, 7, 6, 5, 4, 3, 2]);
}

/** Brazil's number of a company; since 2026 the first twelve places may be letters, counted as their code less 48 (IN RFB 2.229/2024). */
function isCnpj(text: string): boolean {
  if (!CNPJ.test(text)) return false;
  return hasCheckDigits(text.replace(/[./-]/g, ""), [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
}

/** Both check digits: weighted sum modulo 11; the second one's weights begin one higher and count the first digit, too. */
function hasCheckDigits(text: string, weights: readonly number[]): boolean {
  if (/^(.)\1+$/.test(text)) return false;
  const values = [...text].map((each) => each.charCodeAt(0) - 48);
  const second = weights.length === 9 ? [11, ...weights] : [6, ...weights];
  return [weights, second].every((each) => {
    const sum = each.reduce((total, weight, index) => total + weight * values[index]!, 0);
    const rest = sum % 11;
    return values[each.length] === (rest < 2 ? 0 : 11 - rest);
  });
}
