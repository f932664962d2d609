import { describe, expect, test } from "vitest";
import { personalDataIn, withoutPersonalData } from "../../src/core/personal-data.ts";

// Published test numbers: card schemes' and Stripe's test cards; ISO 13616 examples of the IBAN registry; the CPF and CNPJ
// of Receita Federal's and SERPRO's examples (the alphanumeric one is that of IN RFB 2.229/2024's annex).
describe("what says something of a person", () => {
  test.each([
    ["flora@example.com", "e-mail address"],
    ["josé.silva+x@correio.com.br", "e-mail address"],
    ["4111 1111 1111 1111", "payment card"],
    ["378282246310005", "payment card"],
    ["5555-5555-5555-4444", "payment card"],
    ["GB82 WEST 1234 5698 7654 32", "IBAN"],
    ["DE89370400440532013000", "IBAN"],
    ["111.444.777-35", "CPF"],
    ["11144477735", "CPF"],
    ["11.222.333/0001-81", "CNPJ"],
    ["12.ABC.345/01DE-35", "CNPJ"],
    ["192.168.0.1", "IP address"],
    ["2001:db8::ff00:42:8329", "IP address"],
    ["+55 11 91234-5678", "phone number"],
    ["(11) 91234-5678", "phone number"],
    ["11 91234-5678", "phone number"],
    ["212-555-0123", "phone number"],
    ["(212) 555-0123", "phone number"],
    ["0049 30 1234567", "phone number"],
    ["030 1234567", "phone number"],
    ["020 7946 0958", "phone number"],
    ["01 23 45 67 89", "phone number"],
    ["+1 212 555 0123 ext. 12", "phone number"],
    ["10.0.0.7:8080", "IP address"],
    ["::ffff:10.1.2.3", "IP address"],
  ])("%s: %s", (text, kind) => expect(personalDataIn(text)).toBe(kind));
});

describe("what does not", () => {
  test.each([
    "setosa",
    "5.1",
    "2026-01-31",
    "12:30:15",
    "4111 1111 1111 1112",
    "0000000000000000",
    "GB82 WEST 1234 5698 7654 33",
    "111.444.777-36",
    "111.111.111-11",
    "11.222.333/0001-82",
    "256.1.1.1",
    "a@b",
    "1234567",
    "+14883096.14883096",
    "+48.8566 2.3522",
    "01-02-2024",
    "01/02/2024",
    "01 23 45",
    "212-555.0123",
    "10.1.2.0/24",
    "550e8400-e29b-41d4-a716-446655440000",
    "x".repeat(5000),
  ])("%s", (text) => expect(personalDataIn(text)).toBeNull());
});

test("text for a report names it and shows the rest", () => {
  expect(withoutPersonalData("111.444.777-35")).toBe("(CPF)");
  expect(withoutPersonalData("ask flora@example.com or dora@example.org")).toBe(
    "ask (e-mail address) or (e-mail address)",
  );
  expect(withoutPersonalData("setosa")).toBe("setosa");
  expect(
    withoutPersonalData(
      "CPF 111.444.777-35, CNPJ 12.ABC.345/01DE-35, card 4111 1111 1111 1111, IBAN DE89 3704 0044 0532 0130 00, call +55 11 91234-5678",
    ),
  ).toBe("CPF (CPF), CNPJ (CNPJ), card (payment card), IBAN (IBAN), call (phone number)");
  for (const text of ["order 1234567890123 of 2026-01-31", "111.444.777-36", "part AB12 CDEF 3456 GHIJ 78"])
    expect(withoutPersonalData(text)).toBe(text);
  const long = withoutPersonalData(`flora@example.com ${"x".repeat(5000)}`);
  expect(long.startsWith("(e-mail address) xxx")).toBe(true);
  expect(long.length).toBeLessThan(2100);
});

test("nothing takes long over what a stranger writes", () => {
  for (const text of [
    "a@".repeat(150),
    `${"a.".repeat(150)}@`,
    "1 ".repeat(150),
    "+1 ".repeat(100),
    ":".repeat(300),
    `a@${"b.".repeat(150)}`,
  ]) {
    const begun = performance.now();
    personalDataIn(text);
    withoutPersonalData(text.repeat(6));
    expect(performance.now() - begun).toBeLessThan(200);
  }
});
