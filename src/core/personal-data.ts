/** What a cell may say of a person. */
export type PersonalData =
  | "e-mail address"
  | "payment card"
  | "IBAN"
  | "CPF"
  | "CNPJ"
  | "IP address"
  | "phone number";

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;
const IPV6 = /^(?=.*::|(?:[^:]*:){7}[^:]*$)(?=.*:)[0-9a-f:]{2,39}$/i;
const PHONE =
  /^(?:\+\d{1,3}[\s.-]?)(?:\(?\d{1,4}\)?[\s.-]?){2,5}\d{2,4}$|^\(\d{2,3}\)\s?\d{3,5}[\s.-]?\d{4}$/;

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
  ["phone number", (text) => PHONE.test(text)],
];

/** What a whole cell says of a person, by its form and its check digits; null when it says nothing of that kind. */
export function personalDataIn(text: string): PersonalData | null {
  const trimmed = text.trim();
  // Longer than any of these, and shorter than any of these.
  if (trimmed.length < 3 || trimmed.length > 320) return null;
  return DETECTORS.find(([, is]) => is(trimmed))?.[0] ?? null;
}

/** The text as it may stand in a report that others read: what says something of a person is named, not shown. */
export function withoutPersonalData(text: string): string {
  const whole = personalDataIn(text);
  if (whole !== null) return `(${whole})`;
  return text.length > 2000 ? text : text.replace(new RegExp(EMAIL.source, "gu"), "(e-mail address)");
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
